/** Live events: how soon they arrive, and what their connections cost. */
package cruddur.bench.live;
