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

/** The runtime of a published version primes its function, even if the table is unavailable. */
@EnabledOnOs(OS.LINUX)
class PrimingInTheRuntimeTest {

  private static final Path EVENT =
      Path.of("..", "..", "events", "ListMessageGroups", "unauthenticated.json");

  /**
   * The request itself needs no table. Only priming fails, which must not prevent the publication.
   */
  @Test
  void primingReadsTheTableAndToleratesItsFailure() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (RunningFunction function =
        RunningFunction.startPrimed(
            SampleTable.functionWithoutTable("ListMessageGroups"),
            new PrintStream(log, true, StandardCharsets.UTF_8))) {
      byte[] response = function.invoke(Files.readAllBytes(EVENT));
      assertEquals(401, Json.parseObject(response).orElseThrow().path("statusCode").intValue());
    }
    String printed = log.toString(StandardCharsets.UTF_8);
    assertTrue(printed.contains("\"codes\":[\"service_unavailable\"]"), printed);
  }
}
