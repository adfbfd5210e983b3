/** The command {@code bin/bench}, which measures the system on this machine. */
package cruddur.bench;
