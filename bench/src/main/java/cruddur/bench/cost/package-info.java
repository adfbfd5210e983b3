/** What each access pattern costs: DynamoDB requests and capacity units. */
package cruddur.bench.cost;
