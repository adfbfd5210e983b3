/** What an instance keeps in memory between requests. */
package cruddur.conversation.cache;
