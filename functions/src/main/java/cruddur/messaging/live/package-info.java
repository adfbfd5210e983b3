/** Live events: who receives which, and who may subscribe. See docs/design.md, "Live delivery". */
package cruddur.messaging.live;
