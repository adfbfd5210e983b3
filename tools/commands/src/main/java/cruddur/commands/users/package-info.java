/**
 * The users that an app keeps in Postgres, their sign-ins in a Cognito user pool, and the profile
 * rows that this service has of them.
 */
package cruddur.commands.users;
