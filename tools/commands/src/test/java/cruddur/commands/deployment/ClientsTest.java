package cruddur.commands.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientsTest {

  private final List<String> closed = new ArrayList<>();

  @Test
  void theNewestClientIsClosedFirst() {
    try (Clients clients = new Clients()) {
      var _ = clients.add(client("first"));
      var _ = clients.add(client("second"));
    }

    assertEquals(List.of("second", "first"), closed);
  }

  @Test
  void aFailureWhileTheyAreCreatedClosesThoseThatExist() {
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (Clients clients = new Clients()) {
            var _ = clients.add(client("first"));
            throw new IllegalStateException("the second cannot be created");
          }
        });

    assertEquals(List.of("first"), closed);
  }

  @Test
  void aClientThatCannotBeClosedDoesNotKeepTheOthersOpen() {
    Clients clients = new Clients();
    var _ = clients.add(client("first"));
    AutoCloseable broken =
        clients.add(() -> {
          throw new IOException("broken");
        });
    var _ = clients.add(client("third"));

    IllegalStateException failure = assertThrows(IllegalStateException.class, clients::close);

    assertEquals(List.of("third", "first"), closed);
    assertEquals("broken", failure.getSuppressed()[0].getMessage());
    assertThrows(IOException.class, broken::close);
  }

  private AutoCloseable client(String name) {
    return () -> closed.add(name);
  }
}
