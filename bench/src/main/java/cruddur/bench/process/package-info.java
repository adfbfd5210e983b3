/** The launchers: how soon the local system is ready, and what a command costs. */
package cruddur.bench.process;
