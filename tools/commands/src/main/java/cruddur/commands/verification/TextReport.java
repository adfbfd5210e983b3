package cruddur.commands.verification;

import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/** A line for each check, for people. Progress goes to the error stream. */
public record TextReport(PrintStream out, PrintStream err, Ansi ansi) implements Report {

  @Override
  public void begins(String deployment, String address) {
    out.printf("Verifying %s, %s%n%n", deployment, address);
  }

  @Override
  public void found(CheckOutcome finding) {
    switch (finding.outcome()) {
      case OK -> line(style("green", "ok     "), finding.check() + ": " + finding.seen(), finding);
      case FAILED -> {
        line(style("red", "failed "), finding.check(), finding);
        out.println("           seen      " + finding.seen());
        finding
            .cause()
            .ifPresent(cause -> {
              out.println("           likely    " + cause.likely());
              out.println("           look at   " + cause.lookAt());
            });
      }
      case NOT_REACHED ->
          out.printf("%s           %s%n", style("yellow", "not reached"), finding.check());
    }
  }

  @Override
  public void waiting(String forWhat) {
    err.println("           waiting for " + forWhat);
  }

  @Override
  public void ends(Result result) {
    if (!result.timings().isEmpty()) {
      out.printf(
          "%n%-22s %6s %12s %12s%n", "milliseconds from here", "calls", "first", "then, median");
      for (RouteTiming timing : result.timings()) {
        out.printf(
            "%-22s %6d %12d %12d%n",
            timing.function(), timing.calls(), timing.first(), timing.median());
      }
    }
    if (!result.kept().isEmpty()) {
      out.printf("%nKept: the users %s, and what they wrote.%n", String.join(", ", result.kept()));
    }
    out.printf(
        "%n%d ok, %d failed, %d not reached%n",
        result.count(CheckOutcome.Outcome.OK),
        result.count(CheckOutcome.Outcome.FAILED),
        result.count(CheckOutcome.Outcome.NOT_REACHED));
  }

  private void line(String outcome, String text, CheckOutcome finding) {
    out.printf("%s %6d ms  %s%n", outcome, finding.took().toMillis(), text);
    out.flush();
  }

  private String style(String colour, String text) {
    return ansi.string("@|" + colour + " " + text + "|@");
  }
}
