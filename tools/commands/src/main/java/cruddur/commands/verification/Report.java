package cruddur.commands.verification;

import java.util.List;

/** Who is told how a verification goes. */
public interface Report {

  /** It begins. */
  void begins(String deployment, String address);

  /** A check has ended. */
  void found(CheckOutcome finding);

  /** It waits, and for what. */
  void waiting(String forWhat);

  /** It has ended. */
  void ends(Result result);

  /**
   * How it ended.
   *
   * @param kept the handles of users that were left in place on purpose
   */
  record Result(List<CheckOutcome> findings, List<RouteTiming> timings, List<String> kept) {

    /** Whether every check was reached and held. */
    public boolean isOk() {
      return findings.stream().allMatch(finding -> finding.outcome() == CheckOutcome.Outcome.OK);
    }

    /** How many checks ended so. */
    public long count(CheckOutcome.Outcome outcome) {
      return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }
  }

  /**
   * How long a function took to answer, in milliseconds, seen from here.
   *
   * @param first the first call, perhaps of a cold function
   * @param median of the others
   */
  record RouteTiming(String function, int calls, long first, long median) {}
}
