/** Removes what a verification has created. */
package cruddur.commands.verification.cleanup;
