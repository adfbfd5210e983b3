/** A Cognito user pool, and its import into a stack. */
package cruddur.commands.pools;
