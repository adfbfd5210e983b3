package cruddur.toolkit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.WarmThroughput;

class TableDefinitionTest {

  private static final Path FILE = Path.of("..", "..", "template.yaml");

  @Test
  void byDefaultTheWarmThroughputIsLeftToDynamoDb() throws IOException {
    CreateTableRequest request = request(Map.of());

    assertNull(request.warmThroughput());
    assertNull(request.globalSecondaryIndexes().getFirst().warmThroughput());
  }

  @Test
  void theTableAndItsIndexAreWarmedTogether() throws IOException {
    CreateTableRequest request = request(Map.of("WarmWriteUnits", "9000"));

    WarmThroughput warm = WarmThroughput.builder().writeUnitsPerSecond(9000L).build();
    assertEquals(warm, request.warmThroughput());
    assertEquals(warm, request.globalSecondaryIndexes().getFirst().warmThroughput());
  }

  @Test
  void readsAndWritesAreLimitedOnDemand() throws IOException {
    assertNull(request(Map.of()).onDemandThroughput());
    CreateTableRequest request = request(Map.of("MaxReadUnits", "70", "MaxWriteUnits", "50"));
    OnDemandThroughput limit =
        OnDemandThroughput.builder().maxReadRequestUnits(70L).maxWriteRequestUnits(50L).build();
    assertEquals(limit, request.onDemandThroughput());
    assertEquals(limit, request.globalSecondaryIndexes().getFirst().onDemandThroughput());
    assertEquals(
        OnDemandThroughput.builder().maxWriteRequestUnits(50L).build(),
        request(Map.of("MaxWriteUnits", "50")).onDemandThroughput());
  }

  @Test
  void aKeyOfOnesOwnEncryptsTheTable() throws IOException {
    String key = "arn:aws:kms:us-east-1:000000000000:key/1";
    assertEquals(
        SSESpecification.builder().enabled(true).sseType("KMS").kmsMasterKeyId(key).build(),
        request(Map.of("KmsKeyArn", key)).sseSpecification());
    assertEquals(
        SSESpecification.builder().enabled(true).build(), request(Map.of()).sseSpecification());
  }

  @Test
  void unsupportedPropertiesAreNamed() throws IOException {
    Map<String, Object> table = new HashMap<>(Template.read(FILE, Map.of()).table());
    table.put("TableClass", "STANDARD");
    table.put("ResourcePolicy", Map.of());

    assertEquals(
        "these properties of the table are not supported by the local system: [ResourcePolicy, TableClass]",
        failure(table));
  }

  @Test
  void unsupportedPropertiesOfTheIndexAreNamed() throws IOException {
    Map<String, Object> table = new HashMap<>(Template.read(FILE, Map.of()).table());
    table.put(
        "GlobalSecondaryIndexes",
        List.of(Map.of("IndexName", "some-index", "ContributorInsightsSpecification", Map.of())));

    assertEquals(
        "these properties of the index are not supported by the local system: [ContributorInsightsSpecification]",
        failure(table));
  }

  private static CreateTableRequest request(Map<String, String> parameters) throws IOException {
    return TableDefinition.of(Template.read(FILE, parameters).table()).createRequest();
  }

  private static String failure(Map<String, Object> table) {
    return assertThrows(IllegalArgumentException.class, () -> TableDefinition.of(table))
        .getMessage();
  }
}
