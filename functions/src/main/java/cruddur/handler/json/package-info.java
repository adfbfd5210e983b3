/** Writes JSON with a shared factory. */
package cruddur.handler.json;
