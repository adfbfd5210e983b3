/** The sample users' profiles and conversations. */
package cruddur.local.sample;
