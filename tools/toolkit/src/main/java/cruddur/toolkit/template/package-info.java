/**
 * Reads {@code template.yaml} for the local system. Only the parts of SAM and CloudFormation that
 * the file uses are supported. Anything else is an error with its name and line, so that the local
 * system cannot silently differ from a deployment.
 */
package cruddur.toolkit.template;
