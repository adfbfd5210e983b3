package cruddur.local.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.local.lambda.FunctionWithoutTable;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.template.EventSources;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.ScheduleDefinition;
import cruddur.toolkit.template.Template;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** The events of the template's schedules, and when the local system sends them. */
class ScheduledEventsTest {
  private static final Path FILE = Path.of("..", "..", "template.yaml");

  @Test
  void everyFunctionTakesItsScheduledEventWithoutTheTableAndWithoutMetrics() throws Exception {
    for (FunctionDefinition definition : Template.read(FILE, Map.of()).functions()) {
      List<String> log = new ArrayList<>();
      Invocable function = FunctionWithoutTable.of(definition, log::add);
      String name = definition.logicalId();
      assertFalse(definition.events().schedules().isEmpty(), name);
      for (ScheduleDefinition schedule : definition.events().schedules()) {
        function.invoke(schedule.input().getBytes(StandardCharsets.UTF_8));

        String line = log.removeLast();
        assertEquals(List.of(), log, name);
        assertTrue(line.contains("\"level\":\"INFO\""), line);
        assertTrue(line.contains("\"dynamoDbRequests\":0"), line);
        assertTrue(
            line.contains("\"status\":204")
                || line.contains("\"records\":0")
                || line.contains("\"outcome\":\"IGNORED\"")
                || line.contains("\"outcome\":\"access_token_required\""),
            line);
        assertFalse(line.contains("_aws"), line);
      }
    }
  }

  @Test
  void aScheduleInvokesItsFunctionAgainAndAgain() throws Exception {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    Invocable function =
        event -> {
          events.add(new String(event, StandardCharsets.UTF_8));
          return new byte[0];
        };
    Template template =
        templateWith(new ScheduleDefinition(Duration.ofMillis(1), "{\"scheduled\":true}"));

    try (FunctionSchedules _ = FunctionSchedules.start(template, Map.of("Fn", function))) {
      assertEquals("{\"scheduled\":true}", events.take());
      assertEquals("{\"scheduled\":true}", events.take());
    }
  }

  private static Template templateWith(ScheduleDefinition schedule) throws Exception {
    Template whole = Template.read(FILE, Map.of());
    FunctionDefinition definition =
        new FunctionDefinition(
            "Fn",
            "none",
            "none",
            Map.of(),
            Duration.ofSeconds(1),
            128,
            "live",
            new EventSources(List.of(), Optional.empty(), Set.of(), List.of(schedule)));
    return new Template(
        whole.table(),
        whole.tableArn(),
        whole.httpApi(),
        whole.userPool(),
        Optional.empty(),
        List.of(definition),
        Map.of());
  }
}
