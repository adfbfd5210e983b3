/** The whole system on one machine: the commands {@code bin/up} and {@code bin/token}. */
package cruddur.local;
