package cruddur.store.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The table as {@code template.yaml} defines it. */
public final class TemplateTable {

  private static final Path TEMPLATE = Path.of("..", "template.yaml");

  private final Map<?, ?> properties;

  private TemplateTable(Map<?, ?> properties) {
    this.properties = properties;
  }

  public static TemplateTable read() {
    LoadSettings settings = LoadSettings.builder().setLabel(TEMPLATE.toString()).build();
    try {
      Object template =
          new Load(settings, new Untagged(settings)).loadFromString(Files.readString(TEMPLATE));
      Map<?, ?> resources = map(map(template).get("Resources"));
      return new TemplateTable(map(map(resources.get("MessagesTable")).get("Properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The request that creates it under another name. */
  public CreateTableRequest createAs(String tableName) {
    return CreateTableRequest.builder()
        .tableName(tableName)
        .billingMode((String) properties.get("BillingMode"))
        .attributeDefinitions(
            list(properties.get("AttributeDefinitions")).stream()
                .map(TemplateTable::attribute)
                .toList())
        .keySchema(keySchema(properties))
        .globalSecondaryIndexes(
            list(properties.get("GlobalSecondaryIndexes")).stream()
                .map(TemplateTable::index)
                .toList())
        .build();
  }

  /** The name of the TTL attribute. */
  public String timeToLiveAttribute() {
    return (String) map(properties.get("TimeToLiveSpecification")).get("AttributeName");
  }

  private static AttributeDefinition attribute(Object definition) {
    return AttributeDefinition.builder()
        .attributeName((String) map(definition).get("AttributeName"))
        .attributeType((String) map(definition).get("AttributeType"))
        .build();
  }

  private static GlobalSecondaryIndex index(Object definition) {
    Map<?, ?> index = map(definition);
    return GlobalSecondaryIndex.builder()
        .indexName((String) index.get("IndexName"))
        .keySchema(keySchema(index))
        .projection(
            p -> p.projectionType((String) map(index.get("Projection")).get("ProjectionType")))
        .build();
  }

  private static List<KeySchemaElement> keySchema(Map<?, ?> owner) {
    return list(owner.get("KeySchema")).stream()
        .map(TemplateTable::map)
        .map(element ->
            KeySchemaElement.builder()
                .attributeName((String) element.get("AttributeName"))
                .keyType((String) element.get("KeyType"))
                .build())
        .toList();
  }

  private static Map<?, ?> map(Object node) {
    return (Map<?, ?>) node;
  }

  private static List<?> list(Object node) {
    return (List<?>) node;
  }

  /** Reads values with CloudFormation tags ({@code !Ref} and others) as plain values. */
  private static final class Untagged extends StandardConstructor {

    Untagged(LoadSettings settings) {
      super(settings);
    }

    @Override
    protected Optional<ConstructNode> findConstructorFor(Node node) {
      return super.findConstructorFor(node)
          .or(() ->
              Optional.of(
                  tagConstructors.get(
                      switch (node.getNodeType()) {
                        case SCALAR -> Tag.STR;
                        case SEQUENCE -> Tag.SEQ;
                        case MAPPING, ANCHOR -> Tag.MAP;
                      })));
    }
  }
}
