/** The operator's command line: one class per command. */
package cruddur.commands;
