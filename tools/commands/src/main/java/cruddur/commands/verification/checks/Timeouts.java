package cruddur.commands.verification.checks;

import java.time.Duration;

/**
 * How long a verification waits.
 *
 * @param response for a response of the API, or of the API of live events
 * @param stream for the stream to process a message
 */
public record Timeouts(Duration response, Duration stream) {}
