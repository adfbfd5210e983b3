package cruddur.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The last things that happened in a world. A line is written only when somebody reads it. */
final class Trace {

  private static final int MOST_LINES = Integer.getInteger("simulation.trace", 100);

  private record Line(int step, String who, Supplier<String> what) {

    @Override
    public String toString() {
      return "%5d  %-18s %s".formatted(step, who, what.get());
    }
  }

  private final Deque<Line> lines = new ArrayDeque<>();

  void add(int step, String who, Supplier<String> what) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(new Line(step, who, what));
  }

  /** Oldest first, one to a line. */
  @Override
  public String toString() {
    return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
  }
}
