package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The lines of the structured log, kept for a test. Safe for threads. */
public final class RecordedLog implements Consumer<String> {

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void accept(String line) {
    lines.add(line);
  }

  /** Everything logged since this was last called. */
  List<String> takeLines() {
    synchronized (lines) {
      List<String> taken = List.copyOf(lines);
      lines.clear();
      return taken;
    }
  }

  /** The one line that was logged since lines were last taken. */
  public String takeLine() {
    List<String> taken = takeLines();
    assertEquals(1, taken.size(), taken.toString());
    return taken.getFirst();
  }
}
