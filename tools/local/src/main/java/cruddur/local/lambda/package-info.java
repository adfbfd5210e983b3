/** Functions as Lambda runs them: JSON in, JSON or a function error out. */
package cruddur.local.lambda;
