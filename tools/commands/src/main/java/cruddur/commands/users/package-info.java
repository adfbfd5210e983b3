/**
 * The users in Postgres, their sign-ins in a Cognito user pool, and their profile rows in the
 * messages table.
 */
package cruddur.commands.users;
