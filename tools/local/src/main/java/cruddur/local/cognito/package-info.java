/** Sign-up and sign-in: what the Cognito user pool does, without passwords and e-mails. */
package cruddur.local.cognito;
