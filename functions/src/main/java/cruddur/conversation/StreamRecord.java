package cruddur.conversation;

import cruddur.conversation.rows.Message;

/**
 * A record of the table's stream, as far as it matters here.
 *
 * @param sequenceNumber its place in its shard; what a partial failure is reported by
 * @param content what it tells
 */
public record StreamRecord(String sequenceNumber, Content content) {

  /** What a record tells. */
  public sealed interface Content {

    /** A message was inserted. */
    record Inserted(Message message) implements Content {}

    /**
     * Nothing that concerns us: another row, a change, a removal. The mapping's filter keeps these
     * away.
     */
    record OfNoConcern() implements Content {}

    /**
     * A message that cannot be read, now or later.
     *
     * @param reason which part of it; never the text
     */
    record Unreadable(String reason) implements Content {}
  }
}
