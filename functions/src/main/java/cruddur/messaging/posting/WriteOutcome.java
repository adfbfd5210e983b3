package cruddur.messaging.posting;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.port.row.Message;

/** How an attempt to write a post ended. */
sealed interface WriteOutcome {

  record Written(Message message) implements WriteOutcome {}

  /** An earlier post with the same key and content has written this message. */
  record Replayed(Message message) implements WriteOutcome {}

  /** An earlier post with the same key had other content. */
  record KeyReused() implements WriteOutcome {}

  /** The result for the client; a reused key is refused. */
  default PostResult result() {
    return switch (this) {
      case Written(Message message) -> new PostResult(message, true);
      case Replayed(Message message) -> new PostResult(message, false);
      case KeyReused() -> throw new RequestRefusedException(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    };
  }
}
