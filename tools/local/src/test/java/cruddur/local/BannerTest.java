package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.local.http.HttpApi;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BannerTest {

  @Test
  void theAddressesAreOneBlock() {
    assertTrue(
        banner(Optional.of("ws://localhost:4567/event/realtime"))
            .startsWith(
                """

                The system is running.
                  page       http://localhost:4567/
                  API        http://localhost:4567
                  DynamoDB   http://localhost:8000, table t
                  issuer     i
                  failures   http://localhost:4567/local/failures, the failure queue of the stream
                  live       ws://localhost:4567/event/realtime

                Try it from a second terminal:
                """));
  }

  @Test
  void withoutLiveEventsTheirLineIsMissing() {
    assertEquals(
        banner(Optional.of("ws://localhost:4567/event/realtime"))
            .replace("  live       ws://localhost:4567/event/realtime\n", ""),
        banner(Optional.empty()));
  }

  @Test
  void theDefaultPortNeedsNoOption() {
    assertTrue(banner(Optional.empty()).contains("\nTOKEN=$(bin/token ines_v)\n"));
  }

  private static String banner(Optional<String> live) {
    return Banner.of(
        new LocalSystem.Addresses(
            URI.create("http://localhost:" + HttpApi.DEFAULT_PORT),
            URI.create("http://localhost:8000"),
            "t",
            "i",
            "g",
            live),
        "bin/token");
  }
}
