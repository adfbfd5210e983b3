package cruddur.commands.check;

import cruddur.messaging.port.row.RowKey;

/** A row that cannot be understood. */
sealed interface RowIssue extends Issue {

  /**
   * A row that holds not what its key says.
   *
   * @param what names the attribute, and what to do
   */
  record Unreadable(String key, String what) implements RowIssue {

    @Override
    public String code() {
      return "unreadable-row";
    }
  }

  /** A message, or a group row, that stands at no time. */
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
    public String what() {
      return "it stands at no time: readers show it in no order";
    }
  }
}
