/** Invocation of functions as in Lambda: JSON in, JSON or a function error out. */
package cruddur.local.lambda;
