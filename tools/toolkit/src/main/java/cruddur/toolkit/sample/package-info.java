/** The sample users and their conversations. */
package cruddur.toolkit.sample;
