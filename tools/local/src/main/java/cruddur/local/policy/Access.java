package cruddur.local.policy;

import java.util.Map;

/**
 * What IAM decides about: a request to DynamoDB, or one part of a transaction.
 *
 * @param action {@code dynamodb:PutItem} for example
 * @param resource the ARN of the table or index
 * @param context the values of the condition keys that the request has
 */
public record Access(String action, String resource, Map<String, String> context) {

  /** The partition key that is read or written. */
  static final String LEADING_KEYS = "dynamodb:LeadingKeys";

  /** The function whose code makes the request; what Lambda does in its name has no such key. */
  static final String SOURCE_FUNCTION = "lambda:SourceFunctionArn";
}
