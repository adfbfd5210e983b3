/**
 * The functions' policies: rendered for reading, and enforced on this machine as IAM enforces them
 * in AWS.
 */
package cruddur.local.policy;
