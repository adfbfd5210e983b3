package cruddur.messaging.live;

/** A stream record from which an event follows. */
public record LiveRecord(String sequenceNumber, LiveEvent event) {}
