/** The HTTP API: what API Gateway does between a client and a function. */
package cruddur.local.http;
