/** Clients of a DynamoDB Local. */
package cruddur.toolkit.clients;
