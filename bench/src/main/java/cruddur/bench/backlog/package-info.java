/** How fast the stream's backlog is processed. */
package cruddur.bench.backlog;
