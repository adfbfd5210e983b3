package cruddur.store.dynamodb;

import cruddur.messaging.port.Rows;
import cruddur.messaging.port.UsageCounter;
import cruddur.messaging.port.UsageCounterContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbUsageCounterContractTest extends UsageCounterContract {

  @RegisterExtension static final DynamoDbLocal DYNAMODB = new DynamoDbLocal();

  @Override
  protected UsageCounter usageCounter() {
    return DYNAMODB.usageCounter(DYNAMODB.client());
  }

  @Override
  protected Rows rows() {
    return DYNAMODB.rows();
  }
}
