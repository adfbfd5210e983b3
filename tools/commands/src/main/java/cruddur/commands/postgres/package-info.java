/** The connection to Postgres, and its address in the form that psql takes. */
package cruddur.commands.postgres;
