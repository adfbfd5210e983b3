package cruddur.local;

import cruddur.local.repair.GroupRowsRepair;
import cruddur.local.stream.StreamObserver;
import java.io.PrintStream;

/** Shows what happens to the stream, and brings the lists up to date if records were missed. */
record StreamConsole(PrintStream log, GroupRowsRepair repair) implements StreamObserver {

  @Override
  public void say(String line) {
    log.println(line);
  }

  @Override
  public void recordsMissed(String cause) {
    int groups = repair.repair();
    log.println(cause + " The lists of " + groups + " conversations were brought up to date.");
  }
}
