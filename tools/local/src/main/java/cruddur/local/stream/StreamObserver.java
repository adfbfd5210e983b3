package cruddur.local.stream;

/** Learns what a developer needs to know about the stream. */
public interface StreamObserver {

  /** Ignores everything. */
  StreamObserver NONE =
      new StreamObserver() {
        @Override
        public void say(String line) {}

        @Override
        public void recordsMissed(String cause) {}
      };

  /** Shows a line. */
  void say(String line);

  /**
   * Stream records were or may have been dropped before the function has seen them. Called in a
   * thread of its own.
   *
   * @param cause a sentence
   */
  void recordsMissed(String cause);
}
