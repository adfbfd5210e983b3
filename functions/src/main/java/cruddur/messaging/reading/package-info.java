/** Reading: pages of a user's groups and of a group's messages. */
package cruddur.messaging.reading;
