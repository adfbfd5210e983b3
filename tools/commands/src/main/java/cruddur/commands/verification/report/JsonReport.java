package cruddur.commands.verification.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Prints one JSON object at the end: {@code {deployment, address, ok, checks: [{check, outcome, ms,
 * seen, likely, look_at}], timings: [{function, calls, first_ms, median_ms}], kept}}. An outcome is
 * {@code ok}, {@code failed} or {@code not_reached}. Progress goes to the error stream.
 */
public final class JsonReport implements Report {

  private static final JsonMapper JSON = new JsonMapper();

  private final PrintWriter out;
  private final PrintWriter err;
  private final ObjectNode report = JSON.createObjectNode();

  public JsonReport(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void started(String deployment, String address) {
    report.put("deployment", deployment).put("address", address);
  }

  @Override
  public void checked(CheckOutcome outcome) {
    err.println(outcome.check() + ": " + name(outcome.status()));
  }

  @Override
  public void waiting(String reason) {
    err.println("waiting for " + reason);
  }

  @Override
  public void finished(Result result) {
    report.put("ok", result.isOk());
    ArrayNode checks = report.putArray("checks");
    for (CheckOutcome outcome : result.outcomes()) {
      ObjectNode check =
          checks
              .addObject()
              .put("check", outcome.check())
              .put("outcome", name(outcome.status()))
              .put("ms", outcome.took().toMillis())
              .put("seen", outcome.observed());
      outcome
          .cause()
          .ifPresent(cause -> check.put("likely", cause.likely()).put("look_at", cause.lookAt()));
    }
    ArrayNode timings = report.putArray("timings");
    for (RouteTiming timing : result.timings()) {
      timings
          .addObject()
          .put("function", timing.function())
          .put("calls", timing.calls())
          .put("first_ms", timing.first())
          .put("median_ms", timing.median());
    }
    result.kept().forEach(report.putArray("kept")::add);
    out.println(report.toPrettyString());
  }

  private static String name(CheckOutcome.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
