/** Access to a deployment: a stack in AWS, or the local system. */
package cruddur.commands.deployment;
