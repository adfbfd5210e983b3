package cruddur.commands.check;

import cruddur.messaging.port.row.RowKey;

/** An issue of a single row. */
sealed interface RowIssue extends Issue {

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
