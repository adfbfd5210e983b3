/** The user pool: Cognito's sign-up and sign-in, without passwords and emails. */
package cruddur.local.cognito;
