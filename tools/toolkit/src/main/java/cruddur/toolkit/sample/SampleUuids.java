package cruddur.toolkit.sample;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Uuids that are the same in every run, so that sample events and existing tables can refer to
 * them.
 */
public final class SampleUuids {

  private SampleUuids() {}

  /** Returns the uuid for a unique name. */
  public static String of(String name) {
    return UUID.nameUUIDFromBytes(("sample " + name).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
