/** The rows of the table and their keys. Attribute names and key prefixes belong to the store. */
package cruddur.messaging.port.row;
