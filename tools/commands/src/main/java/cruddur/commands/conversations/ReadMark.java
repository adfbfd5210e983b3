package cruddur.commands.conversations;

import cruddur.messaging.port.row.RowKey;

/** What was done about one conversation of a user. */
sealed interface ReadMark {

  /** The marker was set; in a dry run it would be. */
  record Set(RowKey.OfReadState key) implements ReadMark {}

  /** The user has read or cleared the conversation up to that time, or later. */
  record Unchanged(RowKey.OfReadState key) implements ReadMark {}

  /** DynamoDB rejects the key of the read state, which is too long. */
  record Rejected(RowKey.OfReadState key) implements ReadMark {}
}
