package cruddur.store.dynamodb;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.ImmutableAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item with any of the table's attributes; {@code null} is absent. {@link MessagesTable} says
 * what each one means.
 */
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
    String requestDigest,
    String createdAt,
    String owner,
    Long expiresAt) {

  private static final TableSchema<TableItem> SCHEMA =
      StaticImmutableTableSchema.builder(TableItem.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(String.class, named(MessagesTable.PK, TableItem::pk, Builder::pk))
          .addAttribute(String.class, named(MessagesTable.SK, TableItem::sk, Builder::sk))
          .addAttribute(
              String.class,
              named(
                  MessagesTable.MESSAGE_GROUP_UUID,
                  TableItem::messageGroupUuid,
                  Builder::messageGroupUuid))
          .addAttribute(
              String.class,
              named(MessagesTable.MESSAGE_UUID, TableItem::messageUuid, Builder::messageUuid))
          .addAttribute(
              String.class, named(MessagesTable.MESSAGE, TableItem::message, Builder::message))
          .addAttribute(
              String.class, named(MessagesTable.USER_UUID, TableItem::userUuid, Builder::userUuid))
          .addAttribute(
              String.class,
              named(MessagesTable.USER_HANDLE, TableItem::userHandle, Builder::userHandle))
          .addAttribute(
              String.class,
              named(
                  MessagesTable.USER_DISPLAY_NAME,
                  TableItem::userDisplayName,
                  Builder::userDisplayName))
          .addAttribute(
              String.class,
              named(
                  MessagesTable.LAST_MESSAGE_AT, TableItem::lastMessageAt, Builder::lastMessageAt))
          .addAttribute(
              String.class,
              named(MessagesTable.GROUP_UUID, TableItem::groupUuid, Builder::groupUuid))
          .addAttribute(
              String.class,
              named(MessagesTable.REQUEST_DIGEST, TableItem::requestDigest, Builder::requestDigest))
          .addAttribute(
              String.class,
              named(MessagesTable.CREATED_AT, TableItem::createdAt, Builder::createdAt))
          .addAttribute(String.class, named(MessagesTable.OWNER, TableItem::owner, Builder::owner))
          .addAttribute(
              Long.class, named(MessagesTable.EXPIRES_AT, TableItem::expiresAt, Builder::expiresAt))
          .build();

  /** What the SDK has read; attributes unknown to us are left out. */
  static TableItem of(Map<String, AttributeValue> attributes) {
    return SCHEMA.mapToItem(attributes);
  }

  /** What the SDK writes: the attributes that are present. */
  Map<String, AttributeValue> attributes() {
    return SCHEMA.itemToMap(this, true);
  }

  private static <T> Consumer<ImmutableAttribute.Builder<TableItem, Builder, T>> named(
      String name, Function<TableItem, T> getter, BiConsumer<Builder, T> setter) {
    return attribute -> attribute.name(name).getter(getter).setter(setter);
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
    private String requestDigest;
    private String createdAt;
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

    Builder requestDigest(String value) {
      requestDigest = value;
      return this;
    }

    Builder createdAt(String value) {
      createdAt = value;
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
          requestDigest,
          createdAt,
          owner,
          expiresAt);
    }
  }
}
