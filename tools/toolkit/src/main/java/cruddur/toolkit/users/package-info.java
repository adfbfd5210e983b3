/** The users that an app keeps in Postgres. */
package cruddur.toolkit.users;
