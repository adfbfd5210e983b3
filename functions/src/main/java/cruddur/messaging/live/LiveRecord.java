package cruddur.messaging.live;

/** A stream record with its event. */
public record LiveRecord(String sequenceNumber, LiveEvent event) {}
