/** Rows as items of the table: attribute names, keys, and how they are written and read. */
package cruddur.store.dynamodb.item;
