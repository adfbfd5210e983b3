package cruddur.commands.check;

import cruddur.conversation.rows.RowKey;

/** A row that cannot be understood. */
sealed interface RowFinding extends Finding {

  /**
   * A row that holds not what its key says.
   *
   * @param what names the attribute, and what to do
   */
  record Unreadable(String key, String what) implements RowFinding {

    @Override
    public String code() {
      return "unreadable-row";
    }
  }

  /** A message, or a group row, that stands at no time. */
  record MalformedTimestamp(RowKey<?> row) implements RowFinding {

    @Override
    public String code() {
      return "malformed-timestamp";
    }

    @Override
    public String key() {
      return Keys.of(row);
    }

    @Override
    public String what() {
      return "it stands at no time: readers show it in no order";
    }
  }
}
