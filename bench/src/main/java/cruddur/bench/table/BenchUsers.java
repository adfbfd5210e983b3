package cruddur.bench.table;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.ProfileRows;
import java.util.Locale;
import java.util.stream.Stream;

/** Users by number. A user's {@code sub} is their uuid. */
public final class BenchUsers {

  private BenchUsers() {}

  public static UserProfile user(int number) {
    return new UserProfile(
        uuid('a', number),
        String.format(Locale.ROOT, "bench_%d", number),
        String.format(Locale.ROOT, "Bench user %d", number));
  }

  /** The rows that let a user sign in and be found. */
  public static Stream<Row> profileRows(UserProfile user) {
    return ProfileRows.created(user.uuid(), user, new PutCondition.KeyIsFree()).stream()
        .map(ConditionalPut::row);
  }

  /**
   * A uuid by number.
   *
   * @param kind a hexadecimal digit, which keeps the uuids of different things apart
   */
  static String uuid(char kind, int number) {
    return String.format(
        Locale.ROOT, "%08x-%c000-4000-8000-%012x", number * 0x9E3779B9, kind, number);
  }
}
