/** Profile rows, and their synchronization with Postgres. */
package cruddur.commands.users.profiles;
