package cruddur.toolkit.template;

import static cruddur.toolkit.template.TemplateYaml.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
  void everySumOfMetricsFillsItsGaps() {
    ALARMS.forEach((name, alarm) ->
        list(alarm.at("/Properties/Metrics")).stream()
            .filter(metric -> metric.has("Expression"))
            .forEach(metric ->
                assertEquals("SUM(FILL(METRICS(), 0))", metric.path("Expression").asText(), name)));
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
    String body = TEMPLATE.properties("Dashboard").at("/DashboardBody/!Sub").asText();

    assertTrue(Json.parseObject(body.getBytes(StandardCharsets.UTF_8)).isPresent());
    for (String metric : Set.of("Errors", "Duration", "Throttles")) {
      String widget =
          body.lines()
              .dropWhile(line -> !line.contains("\"AWS/Lambda\", \"" + metric + "\""))
              .takeWhile(line -> !line.contains("\"type\""))
              .collect(Collectors.joining("\n"));
      assertEquals(
          metric.equals("Errors") ? without(TRIGGERS) : FUNCTIONS,
          Pattern.compile("\\$\\{(\\w+)}\", \\{\"label\": \"\\1\"}")
              .matcher(widget)
              .results()
              .map(function -> function.group(1))
              .collect(Collectors.toSet()),
          metric);
    }
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
                    .map(metric -> metric.at("/MetricStat/Metric"))
                    .filter(JsonNode::isObject)
                : Stream.of(properties));
  }
}
