package cruddur.handler;

import cruddur.conversation.GivenText;
import cruddur.conversation.Outcome;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Copies of a post with an idempotency key that come to one instance at once: the first is worked
 * on, and all have its answer. So they count once where posts are limited, however many there are.
 *
 * <p>A help, not the promise, which the key's row keeps: Lambda gives an instance one request at a
 * time. Safe for threads; keeps nothing of what is over.
 */
final class CopiesAtOnce {

  /** All that makes a post with a key what it is. */
  record Post(
      String callerUuid, GivenText key, GivenText group, GivenText handle, GivenText message) {}

  private final Map<Post, CompletableFuture<Outcome<String>>> underWay = new ConcurrentHashMap<>();

  /** The answer to a post: that of its copy, if one is being worked on, and what that threw. */
  Outcome<String> answer(Post post, Supplier<Outcome<String>> work) {
    if (post.key() instanceof GivenText.Absent) {
      return work.get();
    }
    CompletableFuture<Outcome<String>> ours = new CompletableFuture<>();
    CompletableFuture<Outcome<String>> first = underWay.putIfAbsent(post, ours);
    if (first != null) {
      return answerOf(first);
    }
    try {
      Outcome<String> outcome = work.get();
      ours.complete(outcome);
      return outcome;
    } catch (RuntimeException | Error e) {
      ours.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(post);
    }
  }

  /** It takes no longer than is left of this invocation, since the first began before. */
  private static Outcome<String> answerOf(CompletableFuture<Outcome<String>> first) {
    try {
      return first.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
