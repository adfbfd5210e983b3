/** Commands on the messages table as a whole. */
package cruddur.commands.tables;
