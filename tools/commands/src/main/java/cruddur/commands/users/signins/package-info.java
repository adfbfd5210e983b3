/** The users of a Cognito user pool, and the sign-ins of Postgres's users. */
package cruddur.commands.users.signins;
