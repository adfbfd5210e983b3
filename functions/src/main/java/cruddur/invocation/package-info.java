/**
 * What both ends of an invocation know of it: the handler, which is told what time is left, and the
 * store, which spends it. Knows neither Lambda nor the SDK.
 */
package cruddur.invocation;
