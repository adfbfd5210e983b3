/**
 * What the local system reads from {@code template.yaml}: of SAM and CloudFormation just what that
 * file uses. Anything else fails by its name and line, so that what runs here and what is deployed
 * cannot drift apart unnoticed.
 */
package cruddur.toolkit.template;
