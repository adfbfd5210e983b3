/** The structured log: one JSON line per invocation, and the metrics in it. */
package cruddur.handler.log;
