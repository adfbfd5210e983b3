/** Output, errors and exit codes of all commands. */
package cruddur.commands.terminal;
