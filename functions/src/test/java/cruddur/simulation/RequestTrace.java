package cruddur.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The last requests of a world. Lines are formatted only when they are read. */
final class RequestTrace {

  private static final int MAX_LINES = Integer.getInteger("simulation.trace", 100);

  private record Line(int step, String invocation, Supplier<String> event) {

    @Override
    public String toString() {
      return "%5d  %-18s %s".formatted(step, invocation, event.get());
    }
  }

  private final Deque<Line> lines = new ArrayDeque<>();

  void add(int step, String invocation, Supplier<String> event) {
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.addLast(new Line(step, invocation, event));
  }

  /** The oldest first, one per line. */
  @Override
  public String toString() {
    return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
  }
}
