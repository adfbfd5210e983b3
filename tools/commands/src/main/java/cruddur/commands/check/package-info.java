/** What must hold of the table, and how it is mended where it does not. */
package cruddur.commands.check;
