package cruddur.toolkit.template;

import static cruddur.toolkit.template.TemplateYaml.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.messaging.stream.StreamBatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the API admits, the table and its stream can carry, by the figures of docs/scale.md; and the
 * figures there are those of the template.
 */
class TemplateThroughputTest {

  private static final TemplateYaml TEMPLATE = TemplateYaml.read();
  private static final ScalePage PAGE = ScalePage.read();
  private static final JsonNode API = TEMPLATE.properties("MessagesApi");
  private static final JsonNode REWRITING = TEMPLATE.properties("RewriteMessageGroups");
  private static final JsonNode MAPPING = REWRITING.at("/Events/InsertedMessages/Properties");
  private static final String MESSAGES = "POST /api/messages";
  private static final String STARTS = "POST /api/message_groups";
  private static final String GROUP = "/api/message_groups/{message_group_uuid}";
  private static final String MARKS = "PUT " + GROUP + "/read_marker";
  private static final List<String> CHANGES =
      List.of("PUT " + GROUP + "/hidden", "DELETE " + GROUP + "/hidden", "DELETE " + GROUP);

  @Test
  void everyRouteThatWritesHasALimitOfItsOwn() {
    Set<String> writes =
        TEMPLATE.resources("AWS::Serverless::Function").values().stream()
            .flatMap(function -> list(function.at("/Properties/Events")).stream())
            .filter(event -> event.path("Type").asText().equals("HttpApi"))
            .map(event -> event.path("Properties"))
            .map(event -> event.path("Method").asText() + " " + event.path("Path").asText())
            .filter(route -> !route.startsWith("GET "))
            .collect(Collectors.toSet());

    assertEquals(
        Stream.concat(Stream.of(STARTS, MESSAGES, MARKS), CHANGES.stream())
            .collect(Collectors.toSet()),
        writes);
    writes.forEach(route -> assertTrue(API.path("RouteSettings").has(route), route));
  }

  @Test
  void thePageHasTheLimitsOfTheTemplate() {
    API.path("RouteSettings")
        .properties()
        .forEach(route -> assertLimits("`" + route.getKey() + "`", route.getValue()));
    assertLimits("every other route", API.path("DefaultRouteSettings"));
    assertEquals(
        PAGE.number("records of a batch, at most"), TEMPLATE.number(MAPPING.path("BatchSize")));
    assertEquals("1", MAPPING.path("ParallelizationFactor").asText());
  }

  @Test
  void thePagesRateOfAShardFollowsFromItsFigures() {
    assertEquals(
        StreamBatch.MAX_CONCURRENT_GROUPS,
        PAGE.number("groups of a batch that run at the same time"));
    double inOneSecond =
        PAGE.number("groups of a batch that run at the same time")
            * 1_000
            / PAGE.number("requests of a group that wait for each other")
            / PAGE.number("time of a request in AWS, assumed");

    assertEquals(
        inOneSecond * PAGE.number("margin for full reads, retries and the CPU"),
        PAGE.number("**groups a second and shard**"),
        0.5);
  }

  @Test
  void aShardRewritesWhatItsPartitionAccepts() {
    // A partition accepts 1,000 units a second; messages and group rows are spread evenly.
    assertTrue(PAGE.number("**groups a second and shard**") >= 1_000 / unitsOfMessage());
    assertTrue(
        PAGE.number("records of a batch, at most") / PAGE.number("**groups a second and shard**")
            < TEMPLATE.number(REWRITING.path("Timeout")) / 10.0,
        "a full batch takes too much of the function's time");
  }

  @Test
  void theStreamCarriesWhatTheApiAdmits() {
    assertTrue(
        rate(MESSAGES) + rate(STARTS)
            <= PAGE.number("shards of a new table") * PAGE.number("**groups a second and shard**"));
  }

  @Test
  void theTableAcceptsWhatTheApiAdmits() {
    assertAccepted(rate(MESSAGES), TEMPLATE.number(TemplateYaml.ref("WarmWriteUnits")));
  }

  @Test
  void theTableAcceptsWhatEachRowOfRaisedParametersAdmits() {
    List<List<Integer>> rows = PAGE.raisedParameters();

    assertFalse(rows.isEmpty());
    assertEquals(
        Stream.of("MessagesPerSecond", "ReadsPerSecond", "WarmWriteUnits")
            .map(name -> TEMPLATE.number(TemplateYaml.ref(name)))
            .toList(),
        rows.getFirst());
    for (List<Integer> row : rows) {
      assertAccepted(row.getFirst(), row.getLast());
      Map.of("MessagesPerSecond", row.getFirst(), "WarmWriteUnits", row.getLast())
          .forEach((parameter, value) ->
              assertTrue(
                  value <= TEMPLATE.root().at("/Parameters/" + parameter + "/MaxValue").asInt()));
    }
  }

  /** All the time, and in the second in which both routes get their whole burst. */
  private static void assertAccepted(int messages, int writeUnits) {
    double start = PAGE.units("starting a conversation: a transaction of five rows", 0);
    double post =
        PAGE.units("post with a key: a transaction of two rows", 0)
            + PAGE.units("reports of the rate limits, on average", 0);
    int starts = rate(STARTS);
    assertEquals(starts, limit(STARTS, "ThrottlingBurstLimit"));
    assertEquals(rate(MESSAGES), rate(MARKS));
    int changes = CHANGES.stream().mapToInt(TemplateThroughputTest::rate).sum();
    double marks = messages * PAGE.units("a mark of a message as read", 0);
    assertTrue(
        messages * unitsOfMessage() + marks + starts * start + changes <= writeUnits,
        "all the time");
    assertTrue(2 * messages * post + 2 * starts * start <= writeUnits, "in a burst");
    assertTrue(
        messages * PAGE.units("**a message**", 1) + starts * 4 <= writeUnits, "in the index");
  }

  private static double unitsOfMessage() {
    return PAGE.units("**a message**", 0);
  }

  private static int rate(String route) {
    return limit(route, "ThrottlingRateLimit");
  }

  private static int limit(String route, String name) {
    return TEMPLATE.number(API.path("RouteSettings").path(route).path(name));
  }

  private static void assertLimits(String name, JsonNode limits) {
    assertEquals(
        List.of(
            (double) TEMPLATE.number(limits.path("ThrottlingRateLimit")),
            (double) TEMPLATE.number(limits.path("ThrottlingBurstLimit"))),
        List.of(PAGE.units(name, 0), PAGE.units(name, 1)),
        name);
  }
}
