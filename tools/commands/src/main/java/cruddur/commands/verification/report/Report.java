package cruddur.commands.verification.report;

import java.util.List;

/** Reports the progress and the result of a verification. */
public interface Report {

  void started(String deployment, String address);

  void checked(CheckOutcome outcome);

  /**
   * The verification is waiting.
   *
   * @param reason such as {@code the stream, for 5 s}
   */
  void waiting(String reason);

  void finished(Result result);

  /**
   * The result of a verification.
   *
   * @param kept the handles of the users that were kept on request
   */
  record Result(List<CheckOutcome> outcomes, List<RouteTiming> timings, List<String> kept) {

    /** Whether every check was reached and passed. */
    public boolean isOk() {
      return outcomes.stream().allMatch(outcome -> outcome.status() == CheckOutcome.Status.OK);
    }

    /** How many checks have this status. */
    public long count(CheckOutcome.Status status) {
      return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }
  }

  /**
   * The response times of a function in milliseconds, as measured by this client.
   *
   * @param first the first request, possibly of a cold function
   * @param median of the others
   */
  record RouteTiming(String function, int calls, long first, long median) {}
}
