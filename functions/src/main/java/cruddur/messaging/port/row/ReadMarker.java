package cruddur.messaging.port.row;

/** Up to which message a member has read a conversation. */
public record ReadMarker(String userUuid, String groupUuid, Timestamp upTo) {}
