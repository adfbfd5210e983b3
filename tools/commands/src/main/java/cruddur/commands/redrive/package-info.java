/** Reprocesses the stream batches in the failure queue. */
package cruddur.commands.redrive;
