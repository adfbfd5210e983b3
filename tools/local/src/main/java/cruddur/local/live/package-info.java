/**
 * AWS AppSync Events on one machine: its WebSocket protocol, publishing by HTTP, and the channel
 * namespace of the template. See docs/design.md, "Live delivery".
 */
package cruddur.local.live;
