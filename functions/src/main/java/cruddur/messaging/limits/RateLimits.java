package cruddur.messaging.limits;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.Sha256;
import cruddur.messaging.port.UsageCounter;
import cruddur.messaging.port.row.UserProfile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The rate limits of posts and lookups. Posts that write no new message do not count. */
public final class RateLimits {

  public sealed interface Decision {

    record Allowed(String caller, List<RateLimiter> limiters) implements Decision {}

    record Limited(ErrorCode code, Duration retryAfter) implements Decision {

      public RequestRefusedException refusal() {
        return new RequestRefusedException(code, retryAfter);
      }
    }

    /** No longer counts an allowed post, unless it has written a message. */
    default void giveBackUnless(boolean isWritten) {
      if (!isWritten && this instanceof Allowed(String caller, List<RateLimiter> limiters)) {
        limiters.forEach(limiter -> limiter.giveBack(caller));
      }
    }
  }

  private final RateLimiter messages;
  private final RateLimiter conversations;
  private final RateLimiter lookups;
  private final RateLimiter marks;

  public RateLimits(
      UsageCounter usageCounter,
      InstantSource clock,
      RandomGenerator random,
      Consumer<RuntimeException> onFailure) {
    this.messages = new RateLimiter(Limit.MESSAGES, usageCounter, clock, random, onFailure);
    this.conversations =
        new RateLimiter(Limit.CONVERSATIONS, usageCounter, clock, random, onFailure);
    this.lookups = new RateLimiter(Limit.LOOKUPS, usageCounter, clock, random, onFailure);
    this.marks = new RateLimiter(Limit.MARKS, usageCounter, clock, random, onFailure);
  }

  public Decision countMessage(UserProfile sender) {
    Duration wait = messages.use(sender.uuid());
    return wait.isZero()
        ? new Decision.Allowed(sender.uuid(), List.of(messages))
        : new Decision.Limited(ErrorCode.MESSAGE_RATE_EXCEEDED, wait);
  }

  /** Counts a conversation and its first message. Only one of the counts costs requests. */
  public Decision countConversation(UserProfile starter) {
    Duration wait = messages.useUnreported(starter.uuid());
    if (!wait.isZero()) {
      return new Decision.Limited(ErrorCode.MESSAGE_RATE_EXCEEDED, wait);
    }
    wait = conversations.use(starter.uuid());
    if (!wait.isZero()) {
      messages.giveBack(starter.uuid());
      return new Decision.Limited(ErrorCode.MESSAGE_GROUP_RATE_EXCEEDED, wait);
    }
    return new Decision.Allowed(starter.uuid(), List.of(messages, conversations));
  }

  /**
   * Lookups that find nobody count too: the limit is against guessing handles.
   *
   * @throws RequestRefusedException if the network has made too many
   */
  public void countLookup(String network) {
    useLookup(Sha256.ofParts(network));
  }

  /** Like the lookups of a network, for a post that tells a user whether a handle exists. */
  public void countLookup(UserProfile caller) {
    useLookup(caller.uuid());
  }

  /**
   * Counts a change of a read state, within this instance.
   *
   * @throws RequestRefusedException if the user has made too many
   */
  public void countMark(UserProfile caller) {
    Duration wait = marks.useUnreported(caller.uuid());
    if (!wait.isZero()) {
      throw new RequestRefusedException(ErrorCode.MARK_RATE_EXCEEDED, wait);
    }
  }

  private void useLookup(String caller) {
    Duration wait = lookups.use(caller);
    if (!wait.isZero()) {
      throw new RequestRefusedException(ErrorCode.USER_RATE_EXCEEDED, wait);
    }
  }
}
