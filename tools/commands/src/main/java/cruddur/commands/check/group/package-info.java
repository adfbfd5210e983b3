/** Checks the group rows and the pairs of message groups. */
package cruddur.commands.check.group;
