/** Postgres: its address as psql takes it, connections, and statements that stand in files. */
package cruddur.commands.postgres;
