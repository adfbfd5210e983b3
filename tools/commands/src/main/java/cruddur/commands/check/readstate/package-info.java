/** Checks and repairs read states. */
package cruddur.commands.check.readstate;
