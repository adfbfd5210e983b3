/** Verifies a deployment end to end by using it, and names the likely cause of a failure. */
package cruddur.commands.verification;
