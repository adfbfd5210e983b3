/**
 * Built functions in AWS's own Java runtime, outside of Docker: AWS's runtime interface client runs
 * them, and AWS's runtime interface emulator or a small Runtime API of our own hands it the events.
 */
package cruddur.local.invoke;
