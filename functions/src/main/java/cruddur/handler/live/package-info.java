/** The JSON of live events. */
package cruddur.handler.live;
