package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.local.fixture.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault by itself, at rate 1, as a client sees it. */
class SystemFaultsTest {

  private static FaultySystem system;
  private static ApiClient noor;
  private static String group;

  private String before;

  @BeforeAll
  static void start() throws Exception {
    system = new FaultySystem(1);
    noor = system.client("noor_k");
    group =
        noor.write("/api/message_groups", "{\"handle\":\"mei_l\",\"message\":\"first\"}")
            .path("message_group_uuid")
            .textValue();
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @BeforeEach
  void readNewest() throws Exception {
    before = newest();
  }

  @AfterEach
  void end() throws Exception {
    system.faults(0);
  }

  @Test
  void aLostResponseHasTakenEffect() throws Exception {
    system.faults(1, "api.response_lost");
    assertThrows(IOException.class, () -> post("kept"));
    assertEquals(1, endAndCount("api.response_lost"));
    assertEquals("kept", newest());
  }

  @Test
  void aLostRequestHasNoEffect() throws Exception {
    system.faults(1, "api.request_lost");
    assertThrows(IOException.class, () -> post("lost"));
    assertEquals(before, newest());
  }

  @Test
  void aThrottledRequestHasNoEffect() throws Exception {
    system.faults(1, "api.throttled");
    assertResponse(429, "{\"message\":\"Too Many Requests\"}", post("throttled"));
    assertEquals(before, newest());
  }

  @Test
  void anUnavailableFunctionHasRun() throws Exception {
    system.faults(1, "api.unavailable");
    assertResponse(503, "{\"message\":\"Service Unavailable\"}", post("too late"));
    assertEquals("too late", newest());
  }

  @Test
  void aSlowFunctionResponds() throws Exception {
    system.faults(1, "api.slow");
    assertEquals(200, post("slow").statusCode());
    assertEquals("slow", newest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"throttled", "failed", "conflict", "request_lost"})
  void aRefusalOfDynamoDbIsServiceUnavailable(String fault) throws Exception {
    system.faults(1, "dynamodb." + fault);
    HttpResponse<String> response = post("refused");
    assertResponse(503, "[\"service_unavailable\"]", response);
    assertTrue(response.headers().firstValue("retry-after").isPresent());
    assertEquals(before, newest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"late", "repeated"})
  void theListIsCorrectInTheEndWhateverTheStreamDoes(String fault) throws Exception {
    system.faults(1, "stream." + fault);
    assertEquals(200, post(fault).statusCode());
    Eventually.holds(
        () -> noor.get("/api/message_groups").body().contains("\"message\":\"" + fault + "\""));
    assertTrue(endAndCount("stream." + fault) > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no JSON                             | 400 | ["body_not_json_object"]
          {}                                  | 422 | ["rate_invalid"]
          {"rate": "much"}                    | 422 | ["rate_invalid"]
          {"rate": 1.1}                       | 422 | ["rate_invalid"]
          {"rate": 1, "only": ["api.unheard"]} | 422 | ["only_unknown"]
          """)
  void anInvalidSettingChangesNothing(String settings, int status, String codes) throws Exception {
    assertResponse(status, codes, system.postFaults(settings));
    assertEquals(200, post("no fault").statusCode());
  }

  private HttpResponse<String> post(String text) throws IOException, InterruptedException {
    return noor.post(
        "/api/messages",
        "{\"message_group_uuid\":\"%s\",\"message\":\"%s\"}".formatted(group, text));
  }

  private static long endAndCount(String fault) throws IOException, InterruptedException {
    return system.faults(0).path(fault).longValue();
  }

  /** The text of the newest message, read without faults. */
  private static String newest() throws IOException, InterruptedException {
    system.faults(0);
    return noor.read("/api/messages/" + group + "?limit=1").path(0).path("message").textValue();
  }

  private static void assertResponse(int status, String body, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(body, response.body());
  }
}
