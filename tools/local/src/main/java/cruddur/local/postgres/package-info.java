/** The Postgres of the local system, where an app would keep its users. */
package cruddur.local.postgres;
