/** Prints the progress and the result of a verification. */
package cruddur.commands.verification.report;
