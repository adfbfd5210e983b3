/** A client of live events, by the protocol of AWS AppSync Events. */
package cruddur.toolkit.live;
