package cruddur.commands.verification.report;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** Prints a line for each check. Progress goes to the error stream. */
public record TextReport(PrintWriter out, PrintWriter err, Ansi ansi) implements Report {

  @Override
  public void started(String deployment, String address) {
    out.printf("Verifying %s, %s%n%n", deployment, address);
    out.flush();
  }

  @Override
  public void checked(CheckOutcome outcome) {
    switch (outcome.status()) {
      case OK ->
          line(style("green", "ok     "), outcome.check() + ": " + outcome.observed(), outcome);
      case FAILED -> {
        line(style("red", "failed "), outcome.check(), outcome);
        out.println("           observed  " + outcome.observed());
        outcome
            .cause()
            .ifPresent(cause -> {
              out.println("           likely    " + cause.likely());
              out.println("           look at   " + cause.lookAt());
            });
      }
      case NOT_REACHED ->
          out.printf("%s           %s%n", style("yellow", "not reached"), outcome.check());
    }
    out.flush();
  }

  @Override
  public void waiting(String reason) {
    err.println("           waiting for " + reason);
  }

  @Override
  public void finished(Result result) {
    if (!result.timings().isEmpty()) {
      out.printf("%n%-22s %8s %8s %15s%n", "milliseconds", "requests", "first", "median of rest");
      for (RouteTiming timing : result.timings()) {
        out.printf(
            "%-22s %8d %8d %15d%n",
            timing.function(), timing.calls(), timing.first(), timing.median());
      }
    }
    if (!result.kept().isEmpty()) {
      out.printf("%nKept: users %s and their data.%n", String.join(", ", result.kept()));
    }
    out.printf(
        "%n%d ok, %d failed, %d not reached%n",
        result.count(CheckOutcome.Status.OK),
        result.count(CheckOutcome.Status.FAILED),
        result.count(CheckOutcome.Status.NOT_REACHED));
  }

  private void line(String status, String text, CheckOutcome outcome) {
    out.printf("%s %6d ms  %s%n", status, outcome.took().toMillis(), text);
  }

  private String style(String color, String text) {
    return ansi.string("@|" + color + " " + text + "|@");
  }
}
