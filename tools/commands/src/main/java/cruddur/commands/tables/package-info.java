/** What commands do with the table of messages. */
package cruddur.commands.tables;
