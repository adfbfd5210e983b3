/** Files of the local system: kept between runs, or deleted at the end. */
package cruddur.local.files;
