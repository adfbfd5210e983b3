package cruddur.commands.verification;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told. */
final class RecordingReport implements Report {

  private final List<CheckOutcome> findings = new ArrayList<>();
  private final List<String> waits = new ArrayList<>();

  @Override
  public void begins(String deployment, String address) {}

  @Override
  public void found(CheckOutcome finding) {
    findings.add(finding);
  }

  @Override
  public void waiting(String forWhat) {
    waits.add(forWhat);
  }

  @Override
  public void ends(Result result) {}

  List<CheckOutcome> findings() {
    return findings;
  }

  List<String> waits() {
    return waits;
  }
}
