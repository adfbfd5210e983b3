package cruddur.commands.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Settings that DynamoDB Local does not support. */
class TableImportTest {

  @Test
  void theLimitsOfTheTableAreKept() throws IOException {
    JsonNode properties = properties(limit(null, 500L), limit(300L, 400L), Map.of());

    assertEquals(Map.of("MaxWriteRequestUnits", 500), plain(properties.path("OnDemandThroughput")));
    assertEquals(
        Map.of("MaxReadRequestUnits", 300, "MaxWriteRequestUnits", 400),
        plain(properties.at("/GlobalSecondaryIndexes/0/OnDemandThroughput")));
  }

  @Test
  void aLimitThatIsOffIsLeftOut() throws IOException {
    JsonNode properties =
        properties(null, limit(-1L, -1L), Map.of("MaxReadUnits", "1", "MaxWriteUnits", "1"));

    assertFalse(properties.has("OnDemandThroughput"));
    assertFalse(properties.at("/GlobalSecondaryIndexes/0").has("OnDemandThroughput"));
  }

  private static JsonNode properties(
      OnDemandThroughput table, OnDemandThroughput index, Map<String, String> parameters)
      throws IOException {
    TableDescription existing =
        TableDescription.builder()
            .onDemandThroughput(table)
            .globalSecondaryIndexes(
                GlobalSecondaryIndexDescription.builder()
                    .indexName("message-group-sk-index")
                    .onDemandThroughput(index)
                    .build())
            .build();
    return Json.node(
        TableImport.properties(
            Template.read(SystemUnderTest.TEMPLATE, parameters).table(),
            existing,
            false,
            Optional.empty()));
  }

  private static OnDemandThroughput limit(Long read, Long write) {
    return OnDemandThroughput.builder()
        .maxReadRequestUnits(read)
        .maxWriteRequestUnits(write)
        .build();
  }

  private static Map<?, ?> plain(JsonNode object) {
    return Json.read(Json.bytes(object), Map.class);
  }
}
