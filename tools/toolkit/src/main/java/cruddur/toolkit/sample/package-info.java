/** The sample users and conversation of the local system. */
package cruddur.toolkit.sample;
