/** The checks of a deployment. */
package cruddur.commands.verification.checks;
