/** Stream processing: new messages move the group rows of their members. */
package cruddur.messaging.stream;
