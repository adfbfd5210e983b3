/** How commands speak: their output, their errors, their exit codes. */
package cruddur.commands.terminal;
