package cruddur.store.dynamodb;

import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item with any of the table's attributes; {@code null} is absent. {@link MessagesTable} says what each one means. */
record TableItem(
    String pk,
    String sk,
    String messageGroupUuid,
    String messageUuid,
    String message,
    String userUuid,
    String userHandle,
    String userDisplayName,
    String lastMessageAt,
    String groupUuid,
    String owner,
    Long expiresAt) {

  private static final TableSchema<TableItem> SCHEMA =
      StaticImmutableTableSchema.builder(TableItem.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class, a -> a.name(MessagesTable.PK).getter(TableItem::pk).setter(Builder::pk))
          .addAttribute(
              String.class, a -> a.name(MessagesTable.SK).getter(TableItem::sk).setter(Builder::sk))
          .addAttribute(
              String.class,
              a ->
                  a.name(MessagesTable.MESSAGE_GROUP_UUID)
                      .getter(TableItem::messageGroupUuid)
                      .setter(Builder::messageGroupUuid))
          .addAttribute(
              String.class,
              a ->
                  a.name(MessagesTable.MESSAGE_UUID)
                      .getter(TableItem::messageUuid)
                      .setter(Builder::messageUuid))
          .addAttribute(
              String.class,
              a ->
                  a.name(MessagesTable.MESSAGE)
                      .getter(TableItem::message)
                      .setter(Builder::message))
          .addAttribute(
              String.class,
              a ->
                  a.name(MessagesTable.USER_UUID)
                      .getter(TableItem::userUuid)
                      .setter(Builder::userUuid))
          .addAttribute(
              String.class,
              a ->
                  a.name(MessagesTable.USER_HANDLE)
                      .getter(TableItem::userHandle)
                      .setter(Builder::userHandle))
          .addAttribute(
              String.class,
              a ->
                  a.name(MessagesTable.USER_DISPLAY_NAME)
                      .getter(TableItem::userDisplayName)
                      .setter(Builder::userDisplayName))
          .addAttribute(
              String.class,
              a ->
                  a.name(MessagesTable.LAST_MESSAGE_AT)
                      .getter(TableItem::lastMessageAt)
                      .setter(Builder::lastMessageAt))
          .addAttribute(
              String.class,
              a ->
                  a.name(MessagesTable.GROUP_UUID)
                      .getter(TableItem::groupUuid)
                      .setter(Builder::groupUuid))
          .addAttribute(
              String.class,
              a -> a.name(MessagesTable.OWNER).getter(TableItem::owner).setter(Builder::owner))
          .addAttribute(
              Long.class,
              a ->
                  a.name(MessagesTable.EXPIRES_AT)
                      .getter(TableItem::expiresAt)
                      .setter(Builder::expiresAt))
          .build();

  /** What the SDK has read; attributes unknown to us are left out. */
  static TableItem of(Map<String, AttributeValue> attributes) {
    return SCHEMA.mapToItem(attributes);
  }

  /** What the SDK writes: the attributes that are present. */
  Map<String, AttributeValue> attributes() {
    return SCHEMA.itemToMap(this, true);
  }

  /** Collects the attributes of an item, in any order. */
  static final class Builder {

    private String pk;
    private String sk;
    private String messageGroupUuid;
    private String messageUuid;
    private String message;
    private String userUuid;
    private String userHandle;
    private String userDisplayName;
    private String lastMessageAt;
    private String groupUuid;
    private String owner;
    private Long expiresAt;

    Builder pk(String value) {
      pk = value;
      return this;
    }

    Builder sk(String value) {
      sk = value;
      return this;
    }

    Builder messageGroupUuid(String value) {
      messageGroupUuid = value;
      return this;
    }

    Builder messageUuid(String value) {
      messageUuid = value;
      return this;
    }

    Builder message(String value) {
      message = value;
      return this;
    }

    Builder userUuid(String value) {
      userUuid = value;
      return this;
    }

    Builder userHandle(String value) {
      userHandle = value;
      return this;
    }

    Builder userDisplayName(String value) {
      userDisplayName = value;
      return this;
    }

    Builder lastMessageAt(String value) {
      lastMessageAt = value;
      return this;
    }

    Builder groupUuid(String value) {
      groupUuid = value;
      return this;
    }

    Builder owner(String value) {
      owner = value;
      return this;
    }

    Builder expiresAt(Long value) {
      expiresAt = value;
      return this;
    }

    TableItem build() {
      return new TableItem(
          pk,
          sk,
          messageGroupUuid,
          messageUuid,
          message,
          userUuid,
          userHandle,
          userDisplayName,
          lastMessageAt,
          groupUuid,
          owner,
          expiresAt);
    }
  }
}
