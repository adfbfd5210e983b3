package cruddur.toolkit.live;

import java.io.IOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The frames that a socket has received and nobody has read yet, without keep-alives. */
final class ReceivedFrames implements WebSocket.Listener {

  private sealed interface Item {

    record Text(String text, long nanos) implements Item {}

    /** The end of the socket, for example by the server. */
    record End(String reason) implements Item {}
  }

  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();

  /**
   * Waits for the next frame.
   *
   * @return empty if none arrives in time
   * @throws IOException if the socket is closed and all frames are read, or a frame is not JSON
   */
  Optional<EventFrame> next(Duration within) throws IOException, InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (true) {
      switch (items.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        case null -> {
          return Optional.empty();
        }
        case Item.Text(String text, long nanos) -> {
          EventFrame frame = new EventFrame(EventFrame.parse(text), nanos);
          if (!frame.isOfType("ka")) {
            return Optional.of(frame);
          }
        }
        case Item.End closed -> {
          // It stays in the queue, so that later calls end at once too.
          items.add(closed);
          throw new IOException("the connection was closed: " + closed.reason());
        }
      }
    }
  }

  /** Ends all waiting, now and later. */
  void end(String reason) {
    items.add(new Item.End(reason));
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      items.add(new Item.Text(partial.toString(), System.nanoTime()));
      partial.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
    end((statusCode + " " + reason).strip());
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    end(String.valueOf(error));
  }
}
