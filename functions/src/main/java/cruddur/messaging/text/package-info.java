/** What people see of a text. */
package cruddur.messaging.text;
