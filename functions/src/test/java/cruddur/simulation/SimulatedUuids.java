package cruddur.simulation;

import cruddur.messaging.UuidGenerator;

/** Uuids that tell a reader what they are: counted, in the order they were asked for. */
final class SimulatedUuids implements UuidGenerator {

  private static final String PREFIX = "00000000-0000-4000-8000-";

  private int last;

  @Override
  public String next() {
    last++;
    return PREFIX + "%012d".formatted(last);
  }

  /** As it stands in a trace: {@code #} and the number. */
  static String shortened(String uuid) {
    return uuid.startsWith(PREFIX)
        ? "#" + uuid.substring(PREFIX.length()).replaceFirst("^0+", "")
        : uuid;
  }
}
