package cruddur.toolkit.sample;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids that are the same in every run, so that a table that is kept, and the sample events, know
 * them.
 */
public final class SampleUuids {

  private SampleUuids() {}

  /** The uuid of something, by a name that nothing else has. */
  public static String of(String name) {
    return UUID.nameUUIDFromBytes(("sample " + name).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
