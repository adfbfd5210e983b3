/** The browser that opens the page, for tests and for measurements. */
package cruddur.web;
