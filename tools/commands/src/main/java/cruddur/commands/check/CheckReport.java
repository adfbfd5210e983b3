package cruddur.commands.check;

import cruddur.commands.check.TableCheck.Result;
import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.JsonLines;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints findings as they come, a line each, and counts them. */
public final class CheckReport {

  private final PrintWriter out;
  private final boolean isJson;
  private long findings;
  private long mended;

  public CheckReport(PrintWriter out, boolean isJson) {
    this.out = out;
    this.isJson = isJson;
  }

  /** Prints a finding. A reader that has gone is noticed here. */
  public void add(Result result) {
    findings++;
    if (result.mending().filter(RepairResult.Repaired.class::isInstance).isPresent()) {
      mended++;
    }
    if (isJson) {
      new JsonLines(out).print(object(result));
    } else {
      out.println(DisplayText.oneLine(line(result)));
    }
    out.flush();
  }

  /** Whether nothing is wrong, or no longer. */
  public boolean isClean() {
    return findings == mended;
  }

  /** Such as {@code 3 findings, 2 of them mended}. */
  public String summary() {
    return mended == 0
        ? findings + " findings"
        : "%d findings, %d of them mended".formatted(findings, mended);
  }

  private static String line(Result result) {
    Issue finding = result.finding();
    return "%s  %s  %s%s"
        .formatted(
            finding.code(),
            finding.key(),
            finding.what(),
            result
                .mending()
                .map(mending -> "; %s: %s".formatted(outcome(mending), mending.words()))
                .orElse(""));
  }

  private static Map<String, String> object(Result result) {
    Map<String, String> object = new LinkedHashMap<>();
    object.put("code", result.finding().code());
    object.put("key", result.finding().key());
    object.put("what", result.finding().what());
    result
        .mending()
        .ifPresent(mending -> {
          object.put("outcome", outcome(mending));
          object.put("done", mending.words());
        });
    return object;
  }

  private static String outcome(RepairResult mending) {
    return switch (mending) {
      case RepairResult.Repaired _ -> "mended";
      case RepairResult.Skipped _ -> "left";
    };
  }
}
