/** The users of Cruddur's Flask app in Postgres. */
package cruddur.toolkit.users;
