/** The deployment's HTTP API, and what its errors mean. */
package cruddur.commands.verification.api;
