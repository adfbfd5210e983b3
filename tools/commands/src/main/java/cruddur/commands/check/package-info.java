/** Checks the invariants of the table, and repairs what violates them. */
package cruddur.commands.check;
