/** Commands that print conversations and messages. */
package cruddur.commands.conversations;
