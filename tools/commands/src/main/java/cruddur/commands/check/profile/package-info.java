/** Checks that the two rows of a profile match. */
package cruddur.commands.check.profile;
