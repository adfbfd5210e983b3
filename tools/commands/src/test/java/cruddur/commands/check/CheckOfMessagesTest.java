package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.MessagesTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What check finds in rows that stand at no time, or cannot be read. */
class CheckOfMessagesTest {

  @AutoClose private final CheckedTable table = CheckedTable.whole();

  @Test
  void aMessageIsMovedToTheTimeThatItMeans() {
    Message misdated = message("2026-03-01 10:30:00+0000", HERON);
    table.put(misdated);

    table.found(
        "malformed-timestamp  MSG#%s 2026-03-01 10:30:00+0000  it stands at no time: readers show it in no order"
            .formatted(GROUP));
    table.mended("moved to 2026-03-01T10:30:00.000000+00:00");
    Message moved = misdated.at(Timestamp.stored("2026-03-01T10:30:00.000000+00:00"));
    assertEquals(Optional.of(moved), table.rows().get(moved.key()));
    assertEquals(Optional.empty(), table.rows().get(misdated.key()));
  }

  @Test
  void aMessageMovedToAnothersTimeTakesTheNextAndIsTheNewest() {
    Message misdated = message("2026-03-01 13:00:00+0200", HERON);
    table.put(misdated);

    table.found(
        "malformed-timestamp  MSG#%s 2026-03-01 13:00:00+0200  it stands at no time: readers show it in no order"
            .formatted(GROUP));
    table.mended("moved to 2026-03-01T11:00:00.000001+00:00");
    Message moved = misdated.at(Timestamp.stored("2026-03-01T11:00:00.000001+00:00"));
    assertEquals(Optional.of(LAST), table.rows().get(LAST.key()));
    assertEquals(List.of(rowOfOtter(moved)), table.rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(moved)), table.rowsOf(HERON));
  }

  @Test
  void aMessageWhoseTimeNothingTellsIsLeft() {
    Message misdated = message("yesterday", HERON);
    table.put(misdated);

    table.found(
        "malformed-timestamp  MSG#%s yesterday  it stands at no time: readers show it in no order"
            .formatted(GROUP));
    table.left("find out when it was written, and put it again with that time");
    assertEquals(Optional.of(misdated), table.rows().get(misdated.key()));
  }

  @Test
  void anUnreadableMessageIsLeftAndTheRestIsChecked() {
    table
        .table()
        .putItem(
            MessagesTable.messagesOf(GROUP),
            "2026-03-01T12:00:00.000000+00:00",
            Map.of("message_uuid", AttributeValue.fromS("m-3")));

    table.found(
        "unreadable-row  MSG#%s 2026-03-01T12:00:00.000000+00:00  The row pk=MSG#%s sk=2026-03-01T12:00:00.000000+00:00 has no attribute user_uuid. Add it, or delete the row."
            .formatted(GROUP, GROUP));
    table.left("nothing tells what it should hold");
  }

  @Test
  void anUnreadableGroupRowIsLeftAndToldOnce() {
    table.delete(rowOfOtter(LAST).key());
    table
        .table()
        .putItem(
            MessagesTable.groupsOf(OTTER.uuid()),
            LAST.createdAt().text(),
            Map.of("message_group_uuid", AttributeValue.fromS(GROUP)));

    table.found(
        "unreadable-row  GRP#u-otter %s  The row pk=GRP#u-otter sk=%s has no attribute user_uuid. Add it, or delete the row."
            .formatted(LAST.createdAt().text(), LAST.createdAt().text()));
    table.left("nothing tells what it should hold");
  }

  @Test
  void aRowUnderAnothersKeyIsUnreadable() {
    table
        .table()
        .putItem(
            "HDL#weasel",
            "PROFILE",
            Map.of(
                "user_uuid", AttributeValue.fromS(OTTER.uuid()),
                "user_handle", AttributeValue.fromS("otter"),
                "user_display_name", AttributeValue.fromS("Otter")));

    table.found("unreadable-row  HDL#weasel PROFILE  It holds what belongs to HDL#otter PROFILE");
    table.left("nothing tells what it should hold");
  }
}
