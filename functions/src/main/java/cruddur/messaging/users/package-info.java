/** Users: their profiles, sign-up, and which groups they are members of. */
package cruddur.messaging.users;
