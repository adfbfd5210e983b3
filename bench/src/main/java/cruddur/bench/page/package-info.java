/** How long a page of a list takes, by the length of the list. */
package cruddur.bench.page;
