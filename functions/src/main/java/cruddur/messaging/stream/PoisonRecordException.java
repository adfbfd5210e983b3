package cruddur.messaging.stream;

/** The first of several records is a poison record: Lambda has to bisect the batch. */
public final class PoisonRecordException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public PoisonRecordException(RecordFailure poison) {
    super(
        "record "
            + poison.sequenceNumber()
            + " is the first of its batch and can never be processed: "
            + poison.reason());
  }
}
