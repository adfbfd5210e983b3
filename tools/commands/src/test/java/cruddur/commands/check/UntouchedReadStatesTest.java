package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.BOTH;
import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.OTHER_GROUP;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Pair;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every repair of another row leaves the read states of the group as they are. */
class UntouchedReadStatesTest {

  private static final Message NEWER = message("2026-03-01T12:00:00.000000+00:00", OTTER);

  @AutoClose private final CheckedTable table = CheckedTable.valid();

  static Stream<Arguments> repairs() {
    return Stream.of(
        repair("several-rows", table -> table.put(rowOfOtter(FIRST))),
        repair("stale-row", table -> table.put(NEWER)),
        repair("member-without-row", table -> table.delete(rowOfOtter(LAST).key())),
        repair(
            "group-without-rows",
            table -> table.delete(rowOfOtter(LAST).key(), rowOfHeron(LAST).key())),
        repair("missing-pair", table -> table.delete(BOTH)),
        repair(
            "dangling-pair",
            table -> {
              table.delete(BOTH);
              table.put(new Pair(BOTH, OTHER_GROUP));
            }),
        repair("sign-in-without-handle", table -> table.delete(HandleRow.keyOf(OTTER.handle()))),
        repair(
            "malformed-timestamp", table -> table.put(message("2026-03-01 13:00:00+0000", HERON))),
        repair(
            "malformed-timestamp",
            table -> {
              table.delete(rowOfOtter(LAST).key());
              table.put(rowOfOtter(message("yesterday", HERON)));
            }),
        repair("read-state-of-non-member", table -> putReadState(table, "u-newt", GROUP)),
        repair("read-state-of-non-member", table -> putReadState(table, "u-otter", OTHER_GROUP)));
  }

  @ParameterizedTest
  @MethodSource("repairs")
  void readStatesAreUntouched(String code, Consumer<CheckedTable> damage) {
    List<Map<String, AttributeValue>> before = table.readStates();
    damage.accept(table);

    CommandRun run = table.check("--repair");

    assertEquals(
        List.of(code),
        run.lines().stream()
            .filter(line -> line.contains("; repaired: "))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .distinct()
            .toList());
    assertEquals(before, table.readStates());
  }

  private static Arguments repair(String code, Consumer<CheckedTable> damage) {
    return Arguments.of(code, damage);
  }

  private static void putReadState(CheckedTable table, String userUuid, String groupUuid) {
    table
        .table()
        .putItem(
            "MBR#" + userUuid,
            groupUuid,
            Map.of("read_up_to", AttributeValue.fromS(FIRST.createdAt().text())));
  }
}
