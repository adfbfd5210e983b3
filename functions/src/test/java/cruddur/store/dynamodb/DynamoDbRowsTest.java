package cruddur.store.dynamodb;

import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbRowsTest extends RowsContract {

  @RegisterExtension static final DynamoDbLocal DYNAMODB = new DynamoDbLocal();

  @Override
  protected Rows rows() {
    return DYNAMODB.rows();
  }
}
