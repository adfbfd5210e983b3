package cruddur.commands.conversations;

import com.fasterxml.jackson.annotation.JsonProperty;
import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.JsonLines;
import cruddur.commands.terminal.Progress;
import cruddur.messaging.port.row.Timestamp;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Counts what mark-read does, and prints it. */
final class ReadMarkReport {

  /** The report in JSON. */
  private record Fields(
      @JsonProperty("read_up_to") String upTo,
      long users,
      long marked,
      long unchanged,
      List<String> skipped) {}

  private final Timestamp upTo;
  private final boolean isDryRun;
  private final Progress progress;
  private final List<String> skipped = new ArrayList<>();
  private long users;
  private long marked;
  private long unchanged;

  ReadMarkReport(Timestamp upTo, boolean isDryRun, Progress progress) {
    this.upTo = upTo;
    this.isDryRun = isDryRun;
    this.progress = progress;
  }

  void addUser() {
    users++;
  }

  void add(ReadMark mark) {
    switch (mark) {
      case ReadMark.Set _ -> marked++;
      case ReadMark.Unchanged _ -> unchanged++;
      case ReadMark.Rejected rejected ->
          skipped.add(
              "MBR#%s %s: DynamoDB rejects this key, which is too long"
                  .formatted(rejected.key().memberUuid(), rejected.key().groupUuid()));
    }
    progress.reached(marked + unchanged);
  }

  /** Adds rows that cannot be read. */
  void addSkipped(Collection<String> problems) {
    skipped.addAll(problems);
  }

  long marked() {
    return marked;
  }

  boolean isComplete() {
    return skipped.isEmpty();
  }

  void print(PrintWriter out, boolean isJson) {
    if (isJson) {
      new JsonLines(out).print(new Fields(upTo.text(), users, marked, unchanged, skipped));
      return;
    }
    skipped.forEach(problem -> out.println("skipped   " + DisplayText.oneLine(problem)));
    out.printf(
        "Conversations of %d users: %d %s as read up to %s, %d unchanged.%n",
        users, marked, isDryRun ? "to mark" : "marked", upTo.text(), unchanged);
  }
}
