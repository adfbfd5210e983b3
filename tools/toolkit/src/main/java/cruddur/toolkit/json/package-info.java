/** Conversion between JSON and Java values. */
package cruddur.toolkit.json;
