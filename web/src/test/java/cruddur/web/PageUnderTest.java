package cruddur.web;

import cruddur.local.LocalSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The system of {@code bin/up} with its page, on free ports. */
final class PageUnderTest implements AutoCloseable {

  private final LocalSystem system;

  private PageUnderTest(LocalSystem system) {
    this.system = system;
  }

  static PageUnderTest start() {
    try {
      return new PageUnderTest(
          LocalSystem.start(
              new LocalSystem.Options(
                  Path.of("..", "template.yaml"), 0, 0, Optional.empty(), Optional.empty()),
              new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the page is. */
  URI address() {
    return system.addresses().api().resolve("/");
  }

  @Override
  public void close() {
    system.close();
  }
}
