package cruddur.commands.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import cruddur.commands.terminal.Progress;
import cruddur.commands.users.SignInPlan.Conflict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link ProfileSync} has done, counted.
 *
 * @param written rows that were put or changed
 * @param removed rows of handles that users have no longer
 * @param unchanged users whose rows were right
 */
record ProfileReport(
    int written, int removed, int unchanged, @JsonProperty("in_doubt") List<Conflict> inDoubt) {

  /** Runs a synchronisation to its end, saying on {@code err} how far it is. */
  static ProfileReport of(ProfileSync sync, PrintWriter err) {
    Counts counts = new Counts(err);
    sync.outcomes().forEach(counts::add);
    return new ProfileReport(counts.written, counts.removed, counts.unchanged, counts.inDoubt);
  }

  boolean hasDoubts() {
    return !inDoubt.isEmpty();
  }

  void print(PrintWriter out) {
    inDoubt.forEach(doubt -> out.println(doubt.line()));
    out.printf(
        "Profile rows: %d written, %d removed; %d users unchanged, %d in doubt.%n",
        written, removed, unchanged, inDoubt.size());
  }

  private static final class Counts {

    private final Progress progress;
    private final List<Conflict> inDoubt = new ArrayList<>();
    private int users;
    private int written;
    private int removed;
    private int unchanged;

    Counts(PrintWriter err) {
      progress = new Progress(err, "users");
    }

    void add(ProfileSync.Outcome outcome) {
      outcome.doubt().ifPresent(inDoubt::add);
      for (ProfileWrite write : outcome.writes()) {
        if (write instanceof ProfileWrite.Delete) {
          removed++;
        } else {
          written++;
        }
      }
      if (outcome.doubt().isEmpty() && outcome.writes().isEmpty()) {
        unchanged++;
      }
      users++;
      progress.reached(users);
    }
  }
}
