/** Proves that a deployment works, by using it, and names the likely cause where it does not. */
package cruddur.commands.verification;
