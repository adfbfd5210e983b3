/** TODO */
package cruddur.conversation.limits;
