/** The whole system on one machine. */
package cruddur.local;
