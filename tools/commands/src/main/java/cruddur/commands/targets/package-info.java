/** What commands work on: this machine or AWS, and which table there. */
package cruddur.commands.targets;
