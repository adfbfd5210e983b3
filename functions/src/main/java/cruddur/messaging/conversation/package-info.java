/** Rules about the rows of a conversation that several writers share. */
package cruddur.messaging.conversation;
