/** Renders the functions' policies for review, and enforces them locally as IAM does in AWS. */
package cruddur.local.policy;
