package cruddur.messaging.limits;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.Result;
import cruddur.messaging.Sha256;
import cruddur.messaging.port.UsageCounter;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.posting.PostResult;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Holds users to the limits of what they write, and everybody to that of looking users up. What is
 * refused for any other reason, or repeats an earlier post, does not count.
 */
public final class RateLimits {

  private final RateLimiter messages;
  private final RateLimiter conversations;
  private final RateLimiter lookups;

  /**
   * @param random spreads the requests of instances
   * @param onFailure told of a count that failed, which limits nobody
   */
  public RateLimits(
      UsageCounter usageCounter,
      Clock clock,
      RandomGenerator random,
      Consumer<RuntimeException> onFailure) {
    this.messages = new RateLimiter(Limit.MESSAGES, usageCounter, clock, random, onFailure);
    this.conversations =
        new RateLimiter(Limit.CONVERSATIONS, usageCounter, clock, random, onFailure);
    this.lookups = new RateLimiter(Limit.LOOKUPS, usageCounter, clock, random, onFailure);
  }

  /** Posts, unless the sender has posted too much of late. */
  public Result<PostResult> message(UserProfile sender, Supplier<Result<PostResult>> post) {
    Duration wait = messages.use(sender.uuid());
    if (!wait.isZero()) {
      return new Result.Limited<>(ErrorCode.MESSAGE_RATE_EXCEEDED, wait);
    }
    Result<PostResult> outcome = post.get();
    if (!isNew(outcome)) {
      messages.giveBack(sender.uuid());
    }
    return outcome;
  }

  /**
   * Starts a conversation, unless the user has started or posted too much of late. It is a message
   * too; of the two counts one costs requests, so that a start costs no more than a post.
   */
  public Result<PostResult> conversation(UserProfile starter, Supplier<Result<PostResult>> start) {
    Duration wait = messages.useUnreported(starter.uuid());
    if (!wait.isZero()) {
      return new Result.Limited<>(ErrorCode.MESSAGE_RATE_EXCEEDED, wait);
    }
    wait = conversations.use(starter.uuid());
    if (!wait.isZero()) {
      messages.giveBack(starter.uuid());
      return new Result.Limited<>(ErrorCode.MESSAGE_GROUP_RATE_EXCEEDED, wait);
    }
    Result<PostResult> outcome = start.get();
    if (!isNew(outcome)) {
      messages.giveBack(starter.uuid());
      conversations.giveBack(starter.uuid());
    }
    return outcome;
  }

  /**
   * Looks a user up, unless there have been too many look-ups from one network. Those that find
   * nobody count: whoever tries names out is who it is for.
   *
   * @param network of which only a digest is kept
   */
  public Result<UserProfile> lookup(String network, Supplier<Result<UserProfile>> lookup) {
    Duration wait = lookups.use(Sha256.ofParts(network));
    return wait.isZero() ? lookup.get() : new Result.Limited<>(ErrorCode.USER_RATE_EXCEEDED, wait);
  }

  private static boolean isNew(Result<PostResult> outcome) {
    return outcome instanceof Result.Accepted<PostResult>(PostResult posted) && posted.isNew();
  }
}
