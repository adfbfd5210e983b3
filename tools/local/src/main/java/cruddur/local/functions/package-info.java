/** The template's functions, wired as in Lambda, on DynamoDB Local. */
package cruddur.local.functions;
