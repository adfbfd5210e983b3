package cruddur.messaging.live;

import java.util.Optional;

/**
 * The result of a publish request.
 *
 * @param accepted how many of its events were accepted
 * @param failure why the others were not, without anything of their content
 */
public record PublishResult(int accepted, Optional<String> failure) {}
