/** The rules of direct messages. They know neither Lambda nor DynamoDB. */
package cruddur.messaging;
