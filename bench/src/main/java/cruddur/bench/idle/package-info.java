/** What an open page costs while nothing happens. */
package cruddur.bench.idle;
