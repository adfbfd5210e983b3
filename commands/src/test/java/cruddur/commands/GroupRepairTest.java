package cruddur.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.check.GroupRepair;
import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.PutCondition;
import cruddur.conversation.rows.Row;
import cruddur.conversation.rows.RowQuery;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.Timestamp;
import cruddur.conversation.rows.UserProfile;
import cruddur.store.dynamodb.DynamoDbRows;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupRepairTest {

  private static final String GROUP = "b3c9a0de-0000-4000-8000-000000000001";
  private static final UserProfile OTTER = new UserProfile("u-otter", "otter", "Otter");
  private static final UserProfile HERON = new UserProfile("u-heron", "heron", "Heron");
  private static final Message FIRST = message("2026-03-01T10:00:00.000000+00:00", OTTER);
  private static final Message SECOND = message("2026-03-01T11:00:00.000000+00:00", HERON);

  /** An hour and a half after the second, and below it in the order of sort keys. */
  private static final Message FROM_AFAR = message("2026-03-01T07:30:00.000000-05:00", HERON);

  private TableUnderTest table;
  private Rows rows;

  @BeforeEach
  void start() throws IOException {
    table = TableUnderTest.with();
    rows = new DynamoDbRows(table.client(), TableUnderTest.NAME);
  }

  @AfterEach
  void stop() {
    table.close();
  }

  @Test
  void staleAndSuperfluousRowsBecomeOneThatShowsTheNewestMessage() {
    put(FIRST, SECOND, rowOfOtter(FIRST), rowOfOtter(SECOND), rowOfHeron(FIRST));

    assertEquals(GroupRepair.Outcome.REPAIRED, new GroupRepair(rows).repair(GROUP));
    assertEquals(List.of(rowOfOtter(SECOND)), rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(SECOND)), rowsOf(HERON));
  }

  @Test
  void aRepairOfWhatIsWholeWritesNothing() {
    put(FIRST, rowOfOtter(FIRST), rowOfHeron(FIRST));

    assertEquals(GroupRepair.Outcome.REPAIRED, new GroupRepair(rows).repair(GROUP));
    assertEquals(List.of(rowOfOtter(FIRST)), rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(FIRST)), rowsOf(HERON));
  }

  @Test
  void aMemberWithoutARowGetsOneWhenTheOtherWroteLast() {
    put(FIRST, SECOND, rowOfHeron(SECOND));

    assertEquals(GroupRepair.Outcome.REPAIRED, new GroupRepair(rows).repair(GROUP));
    assertEquals(List.of(rowOfOtter(SECOND)), rowsOf(OTTER));
  }

  @Test
  void theNewestMessageIsThatOfTheLatestMomentWhereverItStands() {
    put(FIRST, SECOND, FROM_AFAR, rowOfOtter(SECOND), rowOfHeron(SECOND));

    assertEquals(GroupRepair.Outcome.REPAIRED, new GroupRepair(rows).repair(GROUP));
    Message canonical = FROM_AFAR.at(Timestamp.of(FROM_AFAR.createdAt().instant()));
    assertEquals(List.of(rowOfOtter(canonical)), rowsOf(OTTER));
  }

  @Test
  void aMessageWithoutATimeIsNotTheNewest() {
    put(FIRST, message("yesterday", OTTER), rowOfOtter(FIRST), rowOfHeron(FIRST));

    assertEquals(GroupRepair.Outcome.REPAIRED, new GroupRepair(rows).repair(GROUP));
    assertEquals(List.of(rowOfOtter(FIRST)), rowsOf(OTTER));
  }

  @Test
  void whatCannotBeRepairedIsTold() {
    assertEquals(GroupRepair.Outcome.NO_MESSAGES, new GroupRepair(rows).repair(GROUP));

    put(FIRST);
    assertEquals(GroupRepair.Outcome.NO_MEMBERS, new GroupRepair(rows).repair(GROUP));
    assertEquals(List.of(), rowsOf(OTTER));
  }

  private void put(Row... some) {
    List.of(some).forEach(row -> rows.put(row, new PutCondition.KeyIsFree()));
  }

  private List<MessageGroup> rowsOf(UserProfile member) {
    return rows.all(
        new RowQuery.MemberSearch(
            member.uuid(), new RowQuery.Sought.Group(GROUP), Optional.empty()));
  }

  private static MessageGroup rowOfOtter(Message shown) {
    return MessageGroup.showing(shown, OTTER.uuid(), HERON);
  }

  private static MessageGroup rowOfHeron(Message shown) {
    return MessageGroup.showing(shown, HERON.uuid(), OTTER);
  }

  private static Message message(String createdAt, UserProfile sender) {
    return new Message(
        "m at " + createdAt, GROUP, Timestamp.stored(createdAt), sender, "text at " + createdAt);
  }
}
