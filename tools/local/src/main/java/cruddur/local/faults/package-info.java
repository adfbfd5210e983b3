/**
 * Fault injection at a given rate: faults of the network, API Gateway, DynamoDB and its stream,
 * which DynamoDB Local does not have. Requests are refused, lost, repeated or delayed; stored data
 * is not changed.
 */
package cruddur.local.faults;
