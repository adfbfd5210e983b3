package cruddur.commands.check;

import cruddur.commands.check.TableCheck.Result;
import cruddur.commands.check.issue.Issue;
import cruddur.commands.repair.RepairResult;
import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.JsonLines;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints issues, a line each, and counts them. */
public final class CheckReport {

  private final PrintWriter out;
  private final boolean isJson;
  private long issues;
  private long repaired;

  public CheckReport(PrintWriter out, boolean isJson) {
    this.out = out;
    this.isJson = isJson;
  }

  /** Prints an issue and flushes, so that a closed output ends the check. */
  public void add(Result result) {
    issues++;
    if (result.repair().filter(RepairResult.Repaired.class::isInstance).isPresent()) {
      repaired++;
    }
    if (isJson) {
      new JsonLines(out).print(object(result));
    } else {
      out.println(DisplayText.oneLine(line(result)));
    }
    out.flush();
  }

  /** Whether there are no issues, or all are repaired. */
  public boolean isClean() {
    return issues == repaired;
  }

  /** Such as {@code 3 issues, 2 of them repaired}. */
  public String summary() {
    return repaired == 0
        ? issues + " issues"
        : "%d issues, %d of them repaired".formatted(issues, repaired);
  }

  private static String line(Result result) {
    Issue issue = result.issue();
    return "%s  %s  %s%s"
        .formatted(
            issue.code(),
            issue.key(),
            issue.description(),
            result
                .repair()
                .map(repair -> "; %s: %s".formatted(outcome(repair), repair.text()))
                .orElse(""));
  }

  private static Map<String, String> object(Result result) {
    Map<String, String> object = new LinkedHashMap<>();
    object.put("code", result.issue().code());
    object.put("key", result.issue().key());
    object.put("what", result.issue().description());
    result
        .repair()
        .ifPresent(repair -> {
          object.put("outcome", outcome(repair));
          object.put("done", repair.text());
        });
    return object;
  }

  private static String outcome(RepairResult repair) {
    return switch (repair) {
      case RepairResult.Repaired _ -> "repaired";
      case RepairResult.Skipped _ -> "skipped";
    };
  }
}
