/** Rules about the repository as a whole: its documentation, its names and its language. */
package cruddur.local.repository;
