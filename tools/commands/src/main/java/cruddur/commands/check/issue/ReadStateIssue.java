package cruddur.commands.check.issue;

import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.RowKey;
import cruddur.store.dynamodb.item.ReadStateItems;
import java.time.Duration;

/** An issue of a read state. */
public sealed interface ReadStateIssue extends Issue {

  RowKey.OfReadState row();

  @Override
  default String key() {
    return KeyText.of(row());
  }

  /**
   * A read state of a group that the user is not a member of.
   *
   * @param groupExists whether the group has members or messages
   */
  record OfNonMember(RowKey.OfReadState row, boolean groupExists) implements ReadStateIssue {

    @Override
    public String code() {
      return "read-state-of-non-member";
    }

    @Override
    public String description() {
      return groupExists ? "the user is not a member of the group" : "the group does not exist";
    }
  }

  /** A marker that is not a timestamp of the one form that is written. */
  record MalformedMarker(RowKey.OfReadState row, Marker marker) implements ReadStateIssue {

    @Override
    public String code() {
      return "malformed-marker";
    }

    @Override
    public String description() {
      return "its %s is not a timestamp of the form 2026-11-22T13:07:40.123456+00:00, so it has no effect"
          .formatted(ReadStateItems.attribute(marker));
    }
  }

  /** A marker that is ahead of the clock. */
  record MarkerAheadOfClock(RowKey.OfReadState row, Marker marker, Duration ahead)
      implements ReadStateIssue {

    @Override
    public String code() {
      return "marker-ahead-of-clock";
    }

    @Override
    public String description() {
      return "its %s is %s, so %s"
          .formatted(ReadStateItems.attribute(marker), AheadText.of(ahead), effect());
    }

    private String effect() {
      return switch (marker) {
        case READ -> "new messages do not count as unread until then";
        case HIDDEN -> "the conversation stays hidden until then";
        case CLEARED -> "messages until then are not listed";
      };
    }
  }
}
