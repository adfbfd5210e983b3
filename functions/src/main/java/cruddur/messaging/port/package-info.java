/** The port to the table: one request per method. See docs/design.md, "Code structure". */
package cruddur.messaging.port;
