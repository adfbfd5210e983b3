/** The throughput and latency of each route of the running API. */
package cruddur.bench.route;
