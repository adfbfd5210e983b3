/**
 * Rate limits: a burst, and then one use per interval, for each caller.
 *
 * <p>Each instance keeps a leaky bucket per caller in memory and now and then reports to a row that
 * all instances share, which returns what they have reported together. Nobody is refused below the
 * limit. When an instance reports, why, and measurements: docs/design.md, "Rate limits".
 */
package cruddur.messaging.limits;
