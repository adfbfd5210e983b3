/**
 * The rules of direct messages: membership, posting, reading, stream processing, sign-up. They know
 * the table through {@link cruddur.messaging.port}; nothing here knows Lambda or DynamoDB.
 */
package cruddur.messaging;
