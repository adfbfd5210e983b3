package cruddur.commands.verification;

import cruddur.commands.verification.report.CheckOutcome;
import cruddur.commands.verification.report.Report;
import java.util.ArrayList;
import java.util.List;

/** Records the outcomes of the checks. */
final class RecordingReport implements Report {

  private final List<CheckOutcome> outcomes = new ArrayList<>();

  @Override
  public void started(String deployment, String address) {}

  @Override
  public void checked(CheckOutcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void waiting(String reason) {}

  @Override
  public void finished(Result result) {}

  List<CheckOutcome> outcomes() {
    return outcomes;
  }
}
