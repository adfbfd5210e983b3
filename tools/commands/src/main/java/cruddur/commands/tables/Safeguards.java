package cruddur.commands.tables;

import cruddur.toolkit.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What keeps a table's rows safe in AWS. More of it than is defined is no difference. */
public final class Safeguards {

  private Safeguards() {}

  /** What is defined and a table lacks, a line each. */
  public static List<String> lacking(
      TableDefinition definition, TableDescription table, ContinuousBackupsDescription backups) {
    CreateTableRequest defined = definition.createRequest();
    List<String> lacking = new ArrayList<>();
    if (defined.deletionProtectionEnabled()
        && !Objects.equals(table.deletionProtectionEnabled(), true)) {
      lacking.add("deletion protection: off, and not on");
    }
    if (defined.sseSpecification().enabled() && !isEncrypted(table.sseDescription())) {
      lacking.add("encryption: with DynamoDB's own key, and not the account's");
    }
    if (definition.pointInTimeRecovery() && !isOn(backups.pointInTimeRecoveryDescription())) {
      lacking.add("point-in-time recovery: off, and not on");
    }
    return lacking;
  }

  private static boolean isEncrypted(SSEDescription encryption) {
    return encryption != null
        && (encryption.status() == SSEStatus.ENABLED || encryption.status() == SSEStatus.ENABLING);
  }

  private static boolean isOn(PointInTimeRecoveryDescription recovery) {
    return recovery != null
        && recovery.pointInTimeRecoveryStatus() == PointInTimeRecoveryStatus.ENABLED;
  }
}
