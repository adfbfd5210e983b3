package cruddur.handler.http;

import cruddur.messaging.Result;
import cruddur.messaging.TextInput;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Copies of a post with an idempotency key that come to one instance at once: the first is worked
 * on, and all have its response. So they count once where posts are limited, however many there
 * are.
 *
 * <p>A help, not the promise, which the key's row keeps: Lambda gives an instance one request at a
 * time. Safe for threads; keeps nothing of what is over.
 */
final class SingleFlight {

  /** All that makes a post with a key what it is. */
  record Post(
      String callerUuid, TextInput key, TextInput group, TextInput handle, TextInput message) {}

  private final Map<Post, CompletableFuture<Result<String>>> underWay = new ConcurrentHashMap<>();

  /** The response to a post: that of its copy, if one is being worked on, and what that threw. */
  Result<String> respond(Post post, Supplier<Result<String>> work) {
    if (post.key() instanceof TextInput.Absent) {
      return work.get();
    }
    CompletableFuture<Result<String>> ours = new CompletableFuture<>();
    CompletableFuture<Result<String>> first = underWay.putIfAbsent(post, ours);
    if (first != null) {
      return responseOf(first);
    }
    try {
      Result<String> outcome = work.get();
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
  private static Result<String> responseOf(CompletableFuture<Result<String>> first) {
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
