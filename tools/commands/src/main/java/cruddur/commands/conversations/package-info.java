/** Commands that print conversations and messages, and that mark them as read. */
package cruddur.commands.conversations;
