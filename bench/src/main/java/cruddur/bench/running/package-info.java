/** The running local system: its process, its API and its users. */
package cruddur.bench.running;
