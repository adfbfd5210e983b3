package cruddur.local.faults;

import cruddur.local.live.EventDelivery;
import cruddur.local.live.FrameSink;
import java.time.Duration;
import java.util.Optional;

/** Injects {@link InjectedFault.Event} into events on their way to subscribers. */
record FaultyEventDelivery(FaultInjector faults) implements EventDelivery {

  @Override
  public void deliver(FrameSink subscriber, String frame) {
    Optional<InjectedFault.Event> fault = faults.draw(InjectedFault.Event.class);
    fault.ifPresent(faults::count);
    if (fault.isEmpty()) {
      subscriber.send(frame);
      return;
    }
    switch (fault.get()) {
      case LOST -> {}
      case REPEATED -> {
        subscriber.send(frame);
        subscriber.send(frame);
      }
      case LATE -> sendLater(subscriber, frame, faults.delay(InjectedFault.Event.class));
      case CONNECTION_CUT -> subscriber.disconnect();
    }
  }

  /** Later events overtake it. */
  private static void sendLater(FrameSink subscriber, String frame, Duration delay) {
    Thread.startVirtualThread(() -> {
      try {
        Thread.sleep(delay);
        subscriber.send(frame);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
