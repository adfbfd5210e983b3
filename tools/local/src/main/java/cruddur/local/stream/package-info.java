/**
 * Lambda's event source mapping for a DynamoDB stream, with the template's settings: what a
 * function is given, when it is given it again, and when it is spared.
 *
 * <p>Rules are those of "Using Lambda to process records from Amazon DynamoDB Streams" in AWS's
 * developer guide. What that leaves open is decided to the function's disadvantage: retries are
 * counted on through cuts and halvings.
 */
package cruddur.local.stream;
