package cruddur.local.invoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.toolkit.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * That the runtime of a published version primes its function; {@link EventsTest} shows that it
 * can.
 */
@EnabledOnOs(OS.LINUX)
class PrimingInTheRuntimeTest {

  private static final Path EVENT =
      Path.of("..", "..", "events", "ListMessageGroups", "unauthenticated.json");

  /**
   * This request needs no table: it is priming that misses it, and the version is published all the
   * same.
   */
  @Test
  void aFunctionReadsItsTableBeforeTheSnapshotAndGoesOnWithoutIt() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (RunningFunction function =
        FunctionBehindRuntimeApi.startPrimed(
            SampleTable.functionWithoutTable("ListMessageGroups"),
            new PrintStream(log, true, StandardCharsets.UTF_8))) {
      byte[] response = function.invoke(Files.readAllBytes(EVENT));
      assertEquals(401, Json.parseObject(response).orElseThrow().path("statusCode").intValue());
    }
    String printed = log.toString(StandardCharsets.UTF_8);
    assertTrue(printed.contains("\"codes\":[\"service_unavailable\"]"), printed);
  }
}
