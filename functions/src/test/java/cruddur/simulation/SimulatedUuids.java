package cruddur.simulation;

import cruddur.messaging.UuidGenerator;

/** Uuids that are numbered in the order of their generation. */
final class SimulatedUuids implements UuidGenerator {

  private static final String PREFIX = "00000000-0000-4000-8000-";

  /** What precedes the number in the uuid of a message too, whose first bits are its time. */
  private static final String BEFORE_NUMBER = "-8000-";

  private int last;

  @Override
  public String next() {
    last++;
    return PREFIX + "%012d".formatted(last);
  }

  /** Returns the form for traces: {@code #} and the number. */
  static String shortened(String uuid) {
    return uuid.startsWith(BEFORE_NUMBER, PREFIX.length() - BEFORE_NUMBER.length())
        ? "#" + uuid.substring(PREFIX.length()).replaceFirst("^0+", "")
        : uuid;
  }
}
