/** HTTP: requests and the validation of their form, responses, JSON, cursors, ETags. */
package cruddur.handler.http;
