/** The local system's Postgres, which holds the sample users. */
package cruddur.local.postgres;
