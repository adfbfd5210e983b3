/** DynamoDB Local: the server, and clients for it. */
package cruddur.local.dynamodb;
