/** What a measurement returns, and how its table is printed. */
package cruddur.bench.report;
