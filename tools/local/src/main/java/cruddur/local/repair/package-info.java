/** Repairs what the stream could not tell. */
package cruddur.local.repair;
