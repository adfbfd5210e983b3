/** What the local system and the commands of operators share. */
package cruddur.toolkit;
