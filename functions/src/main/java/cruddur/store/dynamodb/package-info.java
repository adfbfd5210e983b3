/**
 * The table in DynamoDB. Only this package uses the AWS SDK, and knows attribute names and the
 * format of keys.
 */
package cruddur.store.dynamodb;
