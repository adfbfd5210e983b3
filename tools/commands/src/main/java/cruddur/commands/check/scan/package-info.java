/** Converts the items of a scan to what the checks take. */
package cruddur.commands.check.scan;
