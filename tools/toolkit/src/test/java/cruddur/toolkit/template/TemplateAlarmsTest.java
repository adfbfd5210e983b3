package cruddur.toolkit.template;

import static cruddur.toolkit.template.TemplateYaml.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alarms and the dashboard cover the functions and the failure queue. */
class TemplateAlarmsTest {
  private static final TemplateYaml TEMPLATE = TemplateYaml.read();
  private static final Set<String> FUNCTIONS =
      TEMPLATE.resources("AWS::Serverless::Function").keySet();
  private static final Map<String, JsonNode> ALARMS = TEMPLATE.resources("AWS::CloudWatch::Alarm");
  private static final Set<String> TRIGGERS =
      TEMPLATE.resources("AWS::Serverless::Function").entrySet().stream()
          .filter(function ->
              list(function.getValue().at("/Properties/Events")).stream()
                  .anyMatch(event -> event.path("Type").asText().equals("Cognito")))
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());

  @Test
  void alarmsWatchErrorsAndThrottlesOfEveryFunction() {
    assertEquals(FUNCTIONS, functionsWatchedBy("Throttles"));
    assertEquals(FUNCTIONS, functionsWatchedBy("Errors"));
  }

  /** A trigger refuses a sign-up by an error, so anybody could set off an alarm on its errors. */
  @Test
  void theAlarmOnErrorsOfATriggerSubtractsItsRefusals() {
    ALARMS.forEach((name, alarm) -> {
      List<JsonNode> watched = watchedBy(alarm).toList();
      if (watched.stream()
          .anyMatch(metric ->
              metric.path("MetricName").asText().equals("Errors")
                  && TRIGGERS.contains(metric.at("/Dimensions/0/Value/!Ref").asText()))) {
        assertEquals("FILL(errors, 0) - FILL(refused, 0)", expression(alarm), name);
        assertEquals(
            List.of("Errors", "refusedRegistrations"),
            watched.stream().map(metric -> metric.path("MetricName").asText()).toList(),
            name);
        // The two counts of one refusal can fall into neighboring periods.
        assertTrue(alarm.at("/Properties/DatapointsToAlarm").asInt() > 1, name);
      }
    });
  }

  @Test
  void alarmsWatchFailuresAndTimeoutsOfTheTriggersOfTheUserPool() {
    assertFalse(TRIGGERS.isEmpty());
    assertEquals(TRIGGERS, functionsWatchedBy("Duration"));
    int timeout = TEMPLATE.properties("RegisterUser").path("Timeout").asInt() * 1000;
    int threshold = ALARMS.get("RegistrationsTimeOut").at("/Properties/Threshold").asInt();
    assertTrue(threshold < timeout && timeout < threshold * 1.2, timeout + " " + threshold);
    assertTrue(
        watchedMetrics()
            .anyMatch(
                watched -> watched.path("MetricName").asText().equals("failedRegistrations")));
  }

  /** Alarms on AWS/DynamoDB ignore missing data whatever they are configured to do. */
  @Test
  void everyExpressionFillsTheGapsOfItsMetrics() {
    ALARMS.forEach((name, alarm) ->
        list(alarm.at("/Properties/Metrics")).stream()
            .filter(metric -> metric.has("Expression"))
            .map(metric -> metric.path("Expression").asText())
            .filter(expression -> !expression.equals("SUM(FILL(METRICS(), 0))"))
            .forEach(expression ->
                assertTrue(
                    expression.replaceAll("FILL\\(\\w+, 0\\)", "").matches("[-+*/() 0-9]+"),
                    name + ": " + expression)));
    assertFalse(
        ALARMS.values().stream()
            .anyMatch(alarm -> alarm.at("/Properties/Namespace").asText().equals("AWS/DynamoDB")));
  }

  /**
   * FILL gives the newest period a value before its metrics have arrived, so an alarm on that
   * period alone could miss them.
   */
  @Test
  void anAlarmThatFillsGapsEvaluatesMorePeriodsThanItNeeds() {
    ALARMS.forEach((name, alarm) -> {
      JsonNode properties = alarm.path("Properties");
      if (properties.has("Metrics")) {
        assertTrue(
            properties.path("EvaluationPeriods").asInt()
                > properties.path("DatapointsToAlarm").asInt(Integer.MAX_VALUE),
            name);
      }
    });
  }

  @Test
  void everyAlarmIsExplainedToOperators() throws IOException {
    String page = page("docs/operating.md");
    ALARMS.keySet().forEach(name -> assertTrue(page.contains("`" + name + "`"), name));
  }

  /** The pages name the metrics, and what they cost. */
  @Test
  void thePagesNameEveryMetricAndWhatAlarmsAndDashboardCost() throws IOException {
    List<List<String>> shown =
        list(dashboard().path("widgets")).stream()
            .flatMap(widget -> metricsOf(widget).stream())
            .toList();
    Set<String> own =
        shown.stream()
            .filter(metric -> metric.getFirst().equals("Cruddur/Messages"))
            .map(metric -> metric.get(1))
            .collect(Collectors.toSet());
    long watched = watchedMetrics().count();
    long live =
        ALARMS.values().stream()
            .flatMap(alarm ->
                alarm.has("Condition")
                    ? watchedBy(alarm)
                    : list(alarm.at("/Properties/Metrics")).stream()
                        .filter(metric -> metric.has("!If")))
            .count();
    String costs = page("docs/costs.md");
    String metrics = page("docs/operating.md").split("\n## Metrics\n")[1].split("\n## ")[0];

    own.forEach(name -> assertTrue(metrics.contains("`" + name + "`"), name));
    assertTrue(metrics.startsWith("\nThese %d counts ".formatted(own.size())), metrics);
    assertTrue(costs.contains("| the service's own %d metrics |".formatted(own.size())));
    assertTrue(
        costs.contains(
            "| alarms | 0.10 for each of %d metrics, of which ten are free; %d without live events |"
                .formatted(watched, watched - live)),
        watched + " " + live);
    assertTrue(
        costs.contains(
            "| dashboard | 3.00: it shows %d metrics, and the three free ones of an account show up to 50 |"
                .formatted(shown.size())),
        () -> "" + shown.size());
    long dollars = Math.round(0.10 * (watched - 10) + 3);
    for (String page : List.of("README.md", "docs/deploying.md")) {
      assertTrue(
          page(page)
              .replaceAll("\\s+", " ")
              .contains("A stack that nobody uses costs about %d dollars".formatted(dollars)),
          page);
    }
  }

  /** The most that CloudWatch accepts in the expression of an alarm. */
  @Test
  void noAlarmWatchesMoreThanTenMetrics() {
    ALARMS.forEach(
        (name, alarm) -> assertTrue(list(alarm.at("/Properties/Metrics")).size() <= 1 + 10, name));
  }

  @Test
  void anAlarmWatchesEveryQueue() {
    assertEquals(
        TEMPLATE.resources("AWS::SQS::Queue").keySet().stream()
            .map(queue -> TemplateYaml.attribute(queue + ".QueueName"))
            .collect(Collectors.toSet()),
        watchedMetrics()
            .filter(watched -> watched.path("Namespace").asText().equals("AWS/SQS"))
            .map(watched -> watched.at("/Dimensions/0/Value"))
            .collect(Collectors.toSet()));
  }

  @Test
  void everyAlarmNotifiesTheTopicAndMissingDataIsNoAlarm() {
    ALARMS.forEach((name, alarm) -> {
      JsonNode properties = alarm.path("Properties");
      assertEquals(
          TEMPLATE.resources("AWS::SNS::Topic").keySet().stream().map(TemplateYaml::ref).toList(),
          list(properties.path("AlarmActions")),
          name);
      assertEquals("notBreaching", properties.path("TreatMissingData").asText(), name);
      assertFalse(properties.path("AlarmDescription").asText().isBlank(), name);
    });
  }

  @Test
  void theDashboardIsJsonAndShowsEveryFunction() {
    assertTrue(dashboard("").isPresent());
    ObjectNode whole = dashboard();
    for (String metric : Set.of("Errors", "Duration", "Throttles")) {
      assertEquals(
          FUNCTIONS,
          list(whole.path("widgets")).stream()
              .flatMap(widget -> metricsOf(widget).stream())
              .filter(shown -> shown.subList(0, 2).equals(List.of("AWS/Lambda", metric)))
              .map(shown -> shown.get(3).replaceAll("[${}]", ""))
              .collect(Collectors.toSet()),
          metric);
    }
  }

  /** The dashboard with the widgets of live events. */
  private static ObjectNode dashboard() {
    return dashboard(
            TEMPLATE
                .properties("Dashboard")
                .at("/DashboardBody/!Sub/1/LiveWidgets/!If/1/!Sub")
                .asText())
        .orElseThrow();
  }

  private static Optional<ObjectNode> dashboard(String liveWidgets) {
    String text = TEMPLATE.properties("Dashboard").at("/DashboardBody/!Sub/0").asText();
    return Json.parseObject(
        text.replace("${LiveWidgets}", liveWidgets).getBytes(StandardCharsets.UTF_8));
  }

  private static String page(String path) throws IOException {
    return Files.readString(Path.of("..", "..", path));
  }

  /** Namespace, name and dimension of each metric; "." and "..." repeat values of the one above. */
  private static List<List<String>> metricsOf(JsonNode widget) {
    List<List<String>> metrics = new ArrayList<>();
    for (JsonNode metric : list(widget.at("/properties/metrics"))) {
      List<String> written =
          list(metric).stream().filter(JsonNode::isTextual).map(JsonNode::asText).toList();
      List<String> values = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        switch (written.get(i)) {
          case "." -> values.add(metrics.getLast().get(values.size()));
          case "..." ->
              values.addAll(
                  metrics.getLast().subList(0, metrics.getLast().size() - written.size() + 1));
          case String value -> values.add(value);
        }
      }
      metrics.add(values);
    }
    return metrics;
  }

  private static Set<String> functionsWatchedBy(String metric) {
    return watchedMetrics()
        .filter(watched -> watched.path("Namespace").asText().equals("AWS/Lambda"))
        .filter(watched -> watched.path("MetricName").asText().equals(metric))
        .map(watched -> watched.at("/Dimensions/0/Value/!Ref").asText())
        .collect(Collectors.toSet());
  }

  /** The metrics that alarms measure, on their own or in a list. */
  private static Stream<JsonNode> watchedMetrics() {
    return ALARMS.values().stream().flatMap(TemplateAlarmsTest::watchedBy);
  }

  private static Stream<JsonNode> watchedBy(JsonNode alarm) {
    JsonNode properties = alarm.path("Properties");
    return properties.has("Metrics")
        ? list(properties.path("Metrics")).stream()
            .map(metric -> metric.has("!If") ? metric.at("/!If/1") : metric)
            .map(metric -> metric.at("/MetricStat/Metric"))
            .filter(JsonNode::isObject)
        : Stream.of(properties);
  }

  /** The expression of an alarm on several metrics. */
  private static String expression(JsonNode alarm) {
    return list(alarm.at("/Properties/Metrics")).stream()
        .filter(metric -> metric.has("Expression"))
        .map(metric -> metric.path("Expression").asText())
        .collect(Collectors.joining("; "));
  }
}
