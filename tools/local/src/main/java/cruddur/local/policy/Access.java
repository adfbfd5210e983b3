package cruddur.local.policy;

import java.util.Map;

/**
 * What IAM decides about: a request to DynamoDB, or one part of a transaction.
 *
 * @param action for example {@code dynamodb:PutItem}
 * @param resource the ARN of the table or index
 * @param context the values of the request's condition keys
 */
public record Access(String action, String resource, Map<String, String> context) {

  /** The condition key for the partition key that the request reads or writes. */
  static final String LEADING_KEYS = "dynamodb:LeadingKeys";

  /** The condition key for the function whose code sends the request. Lambda itself sends none. */
  static final String SOURCE_FUNCTION = "lambda:SourceFunctionArn";
}
