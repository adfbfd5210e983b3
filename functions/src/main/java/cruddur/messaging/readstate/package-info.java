/** Read states: what a member has read, hidden and cleared of a message group. */
package cruddur.messaging.readstate;
