/**
 * Rules about the rows of a conversation that several writers share: which rows it has, how its
 * group is found, and which timestamp a message gets.
 */
package cruddur.messaging.conversation;
