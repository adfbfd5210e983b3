/** Publishes events to AWS AppSync Events. The only package that knows its protocol. */
package cruddur.live.appsync;
