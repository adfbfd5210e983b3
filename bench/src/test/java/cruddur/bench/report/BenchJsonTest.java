package cruddur.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BenchJsonTest {

  @Test
  void jsonHasTheNumbersOfEachRow() {
    String json = BenchJson.text("a machine", SampleReport.rows().subList(0, 1));

    assertEquals(
        Json.read(
            """
            {"machine": "a machine",
             "rows": [
              {"measurement": "first", "measured": "a ratio", "reference": "a reference",
               "result": "2 (1 to 4) times", "goal": "at most 1.5 times",
               "verdict": "falls short", "here": "20 ms",
               "values": {"median": 2.0, "min": 1.0, "max": 4.0}}]}
            """
                .getBytes(StandardCharsets.UTF_8),
            JsonNode.class),
        Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class));
  }
}
