package cruddur.commands.conversations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.reading.ListedGroup;
import java.util.Optional;

/**
 * A conversation of a user in JSON, with the field names of the API.
 *
 * @param hiddenUpTo null unless the conversation is hidden
 * @param clearedUpTo null unless the conversation is cleared; the API does not list it then
 */
record GroupFields(
    @JsonUnwrapped ApiFields group,
    @JsonProperty("unread_count") int unreadCount,
    @JsonProperty("read_up_to") String readUpTo,
    @JsonProperty("last_message_from_me") boolean isLastFromMember,
    @JsonProperty("hidden_up_to") @JsonInclude(Include.NON_NULL) String hiddenUpTo,
    @JsonProperty("cleared_up_to") @JsonInclude(Include.NON_NULL) String clearedUpTo) {

  static GroupFields of(ListedGroup listed) {
    ReadState state = listed.state();
    Timestamp last = listed.group().lastMessageAt();
    return new GroupFields(
        ApiFields.of(listed.group()),
        listed.unreadCount(),
        text(state.readUpTo()),
        listed.isLastFromMember(),
        state.hasHidden(last) ? text(state.hiddenUpTo()) : null,
        state.hasCleared(last) ? text(state.clearedUpTo()) : null);
  }

  private static String text(Optional<Timestamp> upTo) {
    return upTo.map(Timestamp::text).orElse(null);
  }
}
