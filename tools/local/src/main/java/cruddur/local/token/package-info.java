/** Verifies the access tokens of the user pool. */
package cruddur.local.token;
