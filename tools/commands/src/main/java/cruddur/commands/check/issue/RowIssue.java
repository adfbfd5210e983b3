package cruddur.commands.check.issue;

import cruddur.messaging.port.row.RowKey;
import java.time.Duration;

/** An issue of a single row. */
public sealed interface RowIssue extends Issue {

  /**
   * A row that cannot be read, or that belongs to another key.
   *
   * @param description names the attribute and what to do
   */
  record Unreadable(String key, String description) implements RowIssue {

    @Override
    public String code() {
      return "unreadable-row";
    }
  }

  /**
   * A row that could not be checked, although it can be read.
   *
   * @param description what went wrong
   */
  record NotChecked(String key, String description) implements RowIssue {

    @Override
    public String code() {
      return "row-not-checked";
    }
  }

  /** A row that is no group row and is in the index of group rows. */
  record InIndex(String key) implements RowIssue {

    @Override
    public String code() {
      return "row-in-index";
    }

    @Override
    public String description() {
      return "it has the attribute message_group_uuid, so it is in the index of group rows";
    }
  }

  /** A message or group row whose time is ahead of the clock. */
  record AheadOfClock(RowKey<?> row, Duration ahead) implements RowIssue {

    @Override
    public String code() {
      return "ahead-of-clock";
    }

    @Override
    public String key() {
      return KeyText.of(row);
    }

    @Override
    public String description() {
      return "it is %s, and stays above newer messages until then".formatted(AheadText.of(ahead));
    }
  }

  /** A message or group row with a malformed timestamp. */
  record MalformedTimestamp(RowKey<?> row) implements RowIssue {

    @Override
    public String code() {
      return "malformed-timestamp";
    }

    @Override
    public String key() {
      return KeyText.of(row);
    }

    @Override
    public String description() {
      return "its sort key is not a timestamp, so it cannot be ordered";
    }
  }
}
