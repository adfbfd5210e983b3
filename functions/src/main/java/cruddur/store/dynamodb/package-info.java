/** The adapter to DynamoDB: the only user of the AWS SDK, of attribute names and of key formats. */
package cruddur.store.dynamodb;
