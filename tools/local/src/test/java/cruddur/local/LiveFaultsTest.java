package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.fixture.Eventually;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults of live events: what a client has to cope with. */
class LiveFaultsTest {

  private FaultySystem system;
  private LiveUser ines;
  private String group;

  @BeforeEach
  void start() throws Exception {
    system = new FaultySystem(1);
    ines = LiveUser.signIn(system.addresses(), "ines_v");
    group = system.addresses().groupUuid();
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void anEventCanBeRepeated() throws Exception {
    try (LiveClient client = ines.subscribed()) {
      system.faults(1, "event.repeated");
      ines.post(group, "twice");

      assertEquals(client.nextEvent(), client.nextEvent());
      assertTrue(system.faults(0).path("event.repeated").asInt() > 0);
    }
  }

  @Test
  void anEventCanBeLost() throws Exception {
    try (LiveClient client = ines.subscribed()) {
      system.faults(1, "event.lost");
      ines.post(group, "lost");
      // The next message's event follows in the same channel, so the lost one is not merely late.
      awaitCount("event.lost");
      system.faults(0);
      ines.post(group, "received");

      assertEquals("received", text(client));
    }
  }

  @Test
  void anEventCanOvertakeAnother() throws Exception {
    try (LiveClient client = ines.subscribed()) {
      system.faults(1, "event.late");
      ines.post(group, "late");
      awaitCount("event.late");
      system.faults(0);
      ines.post(group, "in time");

      String first = text(client);
      String second = text(client);
      assertEquals(Set.of("late", "in time"), Set.of(first, second));
    }
  }

  @Test
  void aConnectionCanBeCut() throws Exception {
    try (LiveClient client = ines.subscribed()) {
      system.faults(1, "event.connection_cut");
      ines.post(group, "cut");

      assertEquals("closed", client.next().path("type").textValue());
    }
    system.faults(0);
    try (LiveClient again = ines.subscribed()) {
      ines.post(group, "connected again");
      assertEquals("connected again", text(again));
    }
  }

  private void awaitCount(String fault) {
    Eventually.holds(() -> system.faults(1, fault).path(fault).asInt() > 0);
  }

  private static String text(LiveClient client) {
    JsonNode event = client.nextEvent();
    return event.path("message").path("message").textValue();
  }
}
