/** The current invocation, shared by handler and store. Knows neither Lambda nor the AWS SDK. */
package cruddur.invocation;
