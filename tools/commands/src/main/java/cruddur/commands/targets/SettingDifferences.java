package cruddur.commands.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares the settings of a resource with those that the template defines. */
public final class SettingDifferences {

  private static final String NONE = "none";

  private SettingDifferences() {}

  /**
   * The differences in the order of the names, one line each: {@code stream: none, should be
   * NEW_IMAGE}.
   *
   * @param defined values by name
   * @param actual the same of the resource
   * @param undefined what a setting should be that is not defined
   * @return empty if there are none
   */
  public static List<String> between(
      Map<String, String> defined, Map<String, String> actual, String undefined) {
    TreeSet<String> names = new TreeSet<>(defined.keySet());
    names.addAll(actual.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String value = actual.getOrDefault(name, NONE);
      String expected = defined.getOrDefault(name, undefined);
      if (!value.equals(expected)) {
        differences.add("%s: %s, should be %s".formatted(name, value, expected));
      }
    }
    return differences;
  }
}
