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

/**
 * Compares the settings that protect the rows of a table in AWS. A setting that is on although the
 * template does not require it is not a difference.
 */
final class Safeguards {

  private Safeguards() {}

  /** Settings that the template requires and the table lacks, one line each. */
  static List<String> lacking(
      TableDefinition definition, TableDescription table, ContinuousBackupsDescription backups) {
    CreateTableRequest defined = definition.createRequest();
    List<String> lacking = new ArrayList<>();
    if (defined.deletionProtectionEnabled()
        && !Objects.equals(table.deletionProtectionEnabled(), true)) {
      lacking.add("deletion protection: off, should be on");
    }
    if (defined.sseSpecification().enabled() && !isEncrypted(table.sseDescription())) {
      lacking.add("encryption: with an AWS owned key, should be with an AWS managed key");
    }
    if (definition.pointInTimeRecovery() && !isOn(backups.pointInTimeRecoveryDescription())) {
      lacking.add("point-in-time recovery: off, should be on");
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
