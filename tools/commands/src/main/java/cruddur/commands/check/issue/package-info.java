/** The issues that a check finds, and how each is repaired. */
package cruddur.commands.check.issue;
