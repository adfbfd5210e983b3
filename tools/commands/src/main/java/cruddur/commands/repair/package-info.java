/** Repairs message groups, as the stream's function would have done. */
package cruddur.commands.repair;
