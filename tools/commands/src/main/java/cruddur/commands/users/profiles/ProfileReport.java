package cruddur.commands.users.profiles;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.Progress;
import cruddur.commands.users.profiles.SignInPlan.Conflict;
import cruddur.messaging.text.DisplayName;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a {@link ProfileSync}.
 *
 * @param written rows that were added or updated
 * @param removed rows under former handles
 * @param unchanged users whose rows were up to date
 * @param cut handles of the users whose display name is cut in their rows
 * @param conflicts users whose rows were not written
 */
public record ProfileReport(
    int written,
    int removed,
    int unchanged,
    @JsonProperty("names_cut") @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> cut,
    @JsonProperty("in_doubt") List<Conflict> conflicts) {

  /** Runs a synchronization and prints its progress to {@code err}. */
  public static ProfileReport of(ProfileSync sync, PrintWriter err) {
    Counts counts = new Counts(err);
    sync.outcomes().forEach(counts::add);
    return new ProfileReport(
        counts.written, counts.removed, counts.unchanged, counts.cut, counts.conflicts);
  }

  public boolean hasConflicts() {
    return !conflicts.isEmpty();
  }

  public void print(PrintWriter out) {
    cut.forEach(handle ->
        out.printf(
            "cut       @%s: its display name has more than %d characters%n",
            DisplayText.oneLine(handle), DisplayName.MAX_CODE_POINTS));
    conflicts.forEach(conflict -> out.println(conflict.line()));
    out.printf(
        "Profile rows: %d written, %d removed; %d users unchanged, %d conflicts.%n",
        written, removed, unchanged, conflicts.size());
  }

  private static final class Counts {

    private final Progress progress;
    private final List<String> cut = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private int users;
    private int written;
    private int removed;
    private int unchanged;

    Counts(PrintWriter err) {
      progress = new Progress(err, "users");
    }

    void add(ProfileSync.Outcome outcome) {
      outcome.conflict().ifPresent(conflicts::add);
      if (outcome.user().isNameCut() && outcome.conflict().isEmpty()) {
        cut.add(outcome.user().handle());
      }
      for (ProfileWrite write : outcome.writes()) {
        if (write instanceof ProfileWrite.Delete) {
          removed++;
        } else {
          written++;
        }
      }
      if (outcome.conflict().isEmpty() && outcome.writes().isEmpty()) {
        unchanged++;
      }
      users++;
      progress.reached(users);
    }
  }
}
