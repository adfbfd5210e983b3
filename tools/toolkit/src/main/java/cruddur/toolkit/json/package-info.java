/** JSON of the tools. */
package cruddur.toolkit.json;
