package cruddur.local.functions;

import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.ScheduleDefinition;
import cruddur.toolkit.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Invokes functions on their schedules, the first time after one interval, as EventBridge does. */
public final class FunctionSchedules implements AutoCloseable {

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schedules").factory());

  private FunctionSchedules() {}

  /** Starts the schedules of all functions of the template. */
  public static FunctionSchedules start(
      Template template, Map<String, ? extends Invocable> functions) {
    FunctionSchedules schedules = new FunctionSchedules();
    for (FunctionDefinition definition : template.functions()) {
      Invocable function = functions.get(definition.logicalId());
      definition.events().schedules().forEach(schedule -> schedules.add(schedule, function));
    }
    return schedules;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void add(ScheduleDefinition schedule, Invocable function) {
    byte[] event = schedule.input().getBytes(StandardCharsets.UTF_8);
    long interval = schedule.interval().toMillis();
    // Runs until the timer is closed.
    Future<?> _ =
        timer.scheduleAtFixedRate(
            () -> invoke(function, event), interval, interval, TimeUnit.MILLISECONDS);
  }

  private static void invoke(Invocable function, byte[] event) {
    try {
      function.invoke(event);
    } catch (FunctionError logged) {
      // The next invocation is independent of this one.
    }
  }
}
