/** The failure queue: what the stream's handler could not process, and how it is made up for. */
package cruddur.commands.redrive;
