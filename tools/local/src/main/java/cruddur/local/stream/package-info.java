/**
 * Lambda's event source mapping for a DynamoDB stream, with the template's settings: batches,
 * retries, and discarded records.
 *
 * <p>It follows Lambda's developer guide, "Using Lambda to process records from Amazon DynamoDB
 * Streams". Where the guide is silent, it does what is worse for the function: parts of a batch
 * inherit the retries that the batch has used.
 */
package cruddur.local.stream;
