package cruddur.messaging;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.posting.IdempotentPost;
import java.util.List;

/** Transactions, each tried again while another holds one of its rows. */
public final class TransactionRetrier {

  /** Conflicts with concurrent requests end quickly; this many in a row mean overload. */
  static final int MOST_CONFLICTS = 8;

  private final Rows rows;
  private final Backoff backoff;

  public TransactionRetrier(Rows rows, Backoff backoff) {
    this.rows = rows;
    this.backoff = backoff;
  }

  /**
   * Puts all rows, or none. One request, unless it meets another's.
   *
   * @throws RowsUnavailableException after {@value #MOST_CONFLICTS} conflicts in a row
   */
  public TransactionOutcome.Settled transact(List<ConditionalPut> puts) {
    for (int conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
      if (conflicts > 0) {
        backoff.after(conflicts);
      }
      if (rows.transact(puts) instanceof TransactionOutcome.Settled settled) {
        return settled;
      }
    }
    throw new RowsUnavailableException(
        "a transaction met " + MOST_CONFLICTS + " conflicting requests in a row", null);
  }

  /**
   * Puts all rows of a post with an idempotency key, or none. Where no response tells which, the
   * row of the key does: a post that was written is not called failed for want of a response.
   *
   * @throws RowsUnavailableException if the post was not written, as far as could be found out
   */
  public TransactionOutcome.Settled transact(
      List<ConditionalPut> puts, IdempotentPost post, Message message) {
    try {
      return transact(puts);
    } catch (RowsUnavailableException unanswered) {
      return rows.get(post.key())
          .filter(sent -> sent.messageUuid().equals(message.uuid()))
          .map(sent -> new TransactionOutcome.Committed())
          .orElseThrow(() -> unanswered);
    }
  }
}
