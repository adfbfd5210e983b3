/**
 * The rules of direct messages: who may read and write what, how a conversation starts, how a
 * group's rows follow its newest message, and how a sign-up becomes a profile. Nothing here knows
 * Lambda or DynamoDB.
 */
package cruddur.messaging;
