/** SnapStart: what runs before the snapshot so that the first request after a restore is fast. */
package cruddur.handler.snapstart;
