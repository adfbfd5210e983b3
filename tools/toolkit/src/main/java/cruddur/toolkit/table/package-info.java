/** Creates the template's table in DynamoDB. */
package cruddur.toolkit.table;
