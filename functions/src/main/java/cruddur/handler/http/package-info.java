/**
 * The HTTP side of the API: requests, validation of their form, responses, JSON, cursors and ETags.
 */
package cruddur.handler.http;
