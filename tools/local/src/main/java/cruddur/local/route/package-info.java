/** Routes that only the local system has: how its parts declare them, and how they respond. */
package cruddur.local.route;
