/** What every measurement is given and returns. */
package cruddur.bench.run;
