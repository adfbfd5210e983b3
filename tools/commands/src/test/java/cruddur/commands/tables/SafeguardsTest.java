package cruddur.commands.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.toolkit.table.TableDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;

class SafeguardsTest {

  private static final TableDescription BARE = TableDescription.builder().build();
  private static final TableDescription GUARDED =
      TableDescription.builder()
          .deletionProtectionEnabled(true)
          .sseDescription(encryption -> encryption.status("ENABLED"))
          .build();
  private static final ContinuousBackupsDescription NO_RECOVERY =
      ContinuousBackupsDescription.builder()
          .pointInTimeRecoveryDescription(to -> to.pointInTimeRecoveryStatus("DISABLED"))
          .build();
  private static final ContinuousBackupsDescription RECOVERY =
      ContinuousBackupsDescription.builder()
          .pointInTimeRecoveryDescription(to -> to.pointInTimeRecoveryStatus("ENABLED"))
          .build();

  @Test
  void missingSafeguardsAreNamed() {
    assertEquals(
        List.of(
            "deletion protection: off, should be on",
            "encryption: with an AWS owned key, should be with an AWS managed key",
            "point-in-time recovery: off, should be on"),
        Safeguards.lacking(definition(true), BARE, NO_RECOVERY));
    assertEquals(List.of(), Safeguards.lacking(definition(true), GUARDED, RECOVERY));
  }

  @Test
  void additionalSafeguardsAreNoDifference() {
    assertEquals(List.of(), Safeguards.lacking(definition(false), GUARDED, RECOVERY));
    assertEquals(List.of(), Safeguards.lacking(definition(false), BARE, NO_RECOVERY));
  }

  private static TableDefinition definition(boolean isGuarded) {
    return new TableDefinition(
        CreateTableRequest.builder()
            .deletionProtectionEnabled(isGuarded)
            .sseSpecification(encryption -> encryption.enabled(isGuarded))
            .build(),
        TimeToLiveSpecification.builder().build(),
        isGuarded);
  }
}
