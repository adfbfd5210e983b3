/**
 * The table in DynamoDB. Nothing outside this package knows the SDK, an attribute's name or how a
 * key is written.
 */
package cruddur.store.dynamodb;
