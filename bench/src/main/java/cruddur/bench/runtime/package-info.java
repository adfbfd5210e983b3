/** Built functions in AWS's own Java runtime: their start, their memory, their size. */
package cruddur.bench.runtime;
