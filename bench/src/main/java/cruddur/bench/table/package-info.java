/** The table under measurement: its rows, the functions on it, and the events they receive. */
package cruddur.bench.table;
