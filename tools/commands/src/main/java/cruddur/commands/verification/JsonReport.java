package cruddur.commands.verification;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;

/**
 * One JSON object at the end, for programs: {@code {deployment, address, ok, checks: [{check,
 * outcome, ms, seen, likely, look_at}], timings: [{function, calls, first_ms, median_ms}], kept}}.
 * An outcome is {@code ok}, {@code failed} or {@code not_reached}. Progress goes to the error
 * stream.
 */
public final class JsonReport implements Report {

  private static final JsonMapper JSON = new JsonMapper();

  private final PrintStream out;
  private final PrintStream err;
  private final ObjectNode report = JSON.createObjectNode();

  public JsonReport(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void begins(String deployment, String address) {
    report.put("deployment", deployment).put("address", address);
  }

  @Override
  public void found(CheckOutcome finding) {
    err.println(finding.check() + ": " + name(finding.outcome()));
  }

  @Override
  public void waiting(String forWhat) {
    err.println("waiting for " + forWhat);
  }

  @Override
  public void ends(Result result) {
    report.put("ok", result.isOk());
    ArrayNode checks = report.putArray("checks");
    for (CheckOutcome finding : result.findings()) {
      ObjectNode check =
          checks
              .addObject()
              .put("check", finding.check())
              .put("outcome", name(finding.outcome()))
              .put("ms", finding.took().toMillis())
              .put("seen", finding.seen());
      finding
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

  private static String name(CheckOutcome.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
