/** What the commands work on: a stack in AWS, or the system that runs on this machine. */
package cruddur.commands.deployment;
