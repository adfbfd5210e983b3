/** Checks single rows. */
package cruddur.commands.check.row;
