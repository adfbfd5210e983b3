/** Posting: a message into a group, or to a user, which starts their conversation if needed. */
package cruddur.messaging.posting;
