package cruddur.messaging.live;

import java.util.Set;

/** The users who receive the event of a record. */
sealed interface Recipients {

  /** The uuids of the users; empty if no group can have the record's uuid. */
  record Known(Set<String> users) implements Recipients {}

  /** The index does not show the group yet, or could not be read. A retry may find its members. */
  record NotIndexedYet() implements Recipients {}

  /** The index shows rows of the group, and none of them can be read. A retry does not help. */
  record Unreadable() implements Recipients {}
}
