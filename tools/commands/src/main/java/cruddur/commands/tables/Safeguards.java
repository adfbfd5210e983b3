package cruddur.commands.tables;

import cruddur.toolkit.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

  private static final Set<SSEStatus> ENCRYPTED =
      Set.of(SSEStatus.ENABLED, SSEStatus.ENABLING, SSEStatus.UPDATING);

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
    if (defined.sseSpecification().enabled() && !isEncrypted(table)) {
      lacking.add("encryption: with an AWS owned key, should be with an AWS managed key");
    }
    if (definition.pointInTimeRecovery() && !isRecoverable(backups)) {
      lacking.add("point-in-time recovery: off, should be on");
    }
    return lacking;
  }

  /** Whether a table is encrypted with a KMS key, of AWS or not, instead of one that AWS owns. */
  static boolean isEncrypted(TableDescription table) {
    return Optional.ofNullable(table.sseDescription())
        .map(SSEDescription::status)
        .filter(ENCRYPTED::contains)
        .isPresent();
  }

  /** The ARN of the KMS key that encrypts a table; empty if AWS owns the key. */
  static Optional<String> key(TableDescription table) {
    return Optional.ofNullable(table.sseDescription())
        .filter(_ -> isEncrypted(table))
        .map(SSEDescription::kmsMasterKeyArn);
  }

  /** Whether point-in-time recovery is on. */
  static boolean isRecoverable(ContinuousBackupsDescription backups) {
    PointInTimeRecoveryDescription recovery = backups.pointInTimeRecoveryDescription();
    return recovery != null
        && recovery.pointInTimeRecoveryStatus() == PointInTimeRecoveryStatus.ENABLED;
  }
}
