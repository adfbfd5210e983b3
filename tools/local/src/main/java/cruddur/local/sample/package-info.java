/** What a newcomer finds: users who have signed up, and what they have written to each other. */
package cruddur.local.sample;
