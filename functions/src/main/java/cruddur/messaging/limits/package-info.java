/** Limits each caller to a burst, then one use per interval. See docs/design.md, "Rate limits". */
package cruddur.messaging.limits;
