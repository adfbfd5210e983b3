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

  @Test
  void alarmsWatchErrorsAndThrottlesOfEveryFunction() {
    for (String metric : Set.of("Errors", "Throttles")) {
      assertEquals(
          FUNCTIONS,
          watchedMetrics()
              .filter(watched -> watched.path("Namespace").asText().equals("AWS/Lambda"))
              .filter(watched -> watched.path("MetricName").asText().equals(metric))
              .map(watched -> watched.at("/Dimensions/0/Value/!Ref").asText())
              .collect(Collectors.toSet()),
          metric);
    }
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
          FUNCTIONS,
          Pattern.compile("\\$\\{(\\w+)}\", \\{\"label\": \"\\1\"}")
              .matcher(widget)
              .results()
              .map(function -> function.group(1))
              .collect(Collectors.toSet()),
          metric);
    }
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
