/** What the commands print when they fail. */
package cruddur.local.terminal;
