/** What commands use: the local system or AWS, and which table there. */
package cruddur.commands.targets;
