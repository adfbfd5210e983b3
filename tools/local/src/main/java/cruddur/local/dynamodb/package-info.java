/** DynamoDB on this machine: the server, and the table of the template in it. */
package cruddur.local.dynamodb;
