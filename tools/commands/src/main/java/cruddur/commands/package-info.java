/** The operators' command line, {@code bin/cruddur}. */
package cruddur.commands;
