package cruddur.toolkit.template;

import static cruddur.toolkit.template.TemplateYaml.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
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
    assertEquals(without(TRIGGERS), functionsWatchedBy("Errors"));
  }

  /** A trigger refuses a sign-up by an error, so anybody could set off an alarm on its errors. */
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
    JsonNode body = TEMPLATE.properties("Dashboard").at("/DashboardBody/!Sub");
    String text = body.path(0).asText();
    String live = body.at("/1/LiveWidgets/!If/1/!Sub").asText();

    assertTrue(dashboard(text, "").isPresent());
    ObjectNode whole = dashboard(text, live).orElseThrow();
    for (String metric : Set.of("Errors", "Duration", "Throttles")) {
      assertEquals(
          metric.equals("Errors") ? without(TRIGGERS) : FUNCTIONS,
          list(whole.path("widgets")).stream()
              .flatMap(widget -> metricsOf(widget).stream())
              .filter(shown -> shown.subList(0, 2).equals(List.of("AWS/Lambda", metric)))
              .map(shown -> shown.get(3).replaceAll("[${}]", ""))
              .collect(Collectors.toSet()),
          metric);
    }
  }

  private static Optional<ObjectNode> dashboard(String text, String liveWidgets) {
    return Json.parseObject(
        text.replace("${LiveWidgets}", liveWidgets).getBytes(StandardCharsets.UTF_8));
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

  private static Set<String> without(Set<String> functions) {
    return FUNCTIONS.stream()
        .filter(function -> !functions.contains(function))
        .collect(Collectors.toSet());
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
    return ALARMS.values().stream()
        .map(alarm -> alarm.path("Properties"))
        .flatMap(properties ->
            properties.has("Metrics")
                ? list(properties.path("Metrics")).stream()
                    .map(metric -> metric.has("!If") ? metric.at("/!If/1") : metric)
                    .map(metric -> metric.at("/MetricStat/Metric"))
                    .filter(JsonNode::isObject)
                : Stream.of(properties));
  }
}
