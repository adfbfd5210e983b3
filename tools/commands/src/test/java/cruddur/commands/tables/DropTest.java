package cruddur.commands.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.TableUnderTest;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropTest {

  private static final String NAME = TableUnderTest.NAME;

  @AutoClose private final TableUnderTest table = TableUnderTest.with();

  @Test
  void typingTheNameDeletesTheTable() {
    assertEquals(
        new CommandRun(0, "Deleted table cruddur-messages.\n", question()),
        table.typing(NAME + "\n", "drop", NAME));
    assertEquals(List.of(), table.tables());
  }

  @Test
  void theYesOptionSkipsTheQuestion() {
    assertEquals(
        new CommandRun(0, "Deleted table cruddur-messages.\n", ""),
        table.run("drop", NAME, "--yes"));
    assertEquals(List.of(), table.tables());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "y\n", "cruddur-message\n", "Cruddur-Messages\n"})
  void anyOtherInputKeepsTheTable(String typed) {
    assertEquals(
        new CommandRun(
            1,
            "",
            question() + "The name does not match: table cruddur-messages was not deleted\n"),
        table.typing(typed, "drop", NAME));
    assertEquals(List.of(NAME), table.tables());
  }

  @Test
  void anUnknownTableIsOneLine() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "Table other does not exist in DynamoDB at %s: bin/cruddur list-tables prints the names of all tables\n"
                .formatted(table.address())),
        table.run("drop", "other", "--yes"));
    assertEquals(List.of(NAME), table.tables());
  }

  @Test
  void aProtectedTableIsNotDeletedAndTheErrorSaysHowToChangeThat() {
    table.client().updateTable(request -> request.tableName(NAME).deletionProtectionEnabled(true));

    assertEquals(
        new CommandRun(
            1,
            "",
            "Table cruddur-messages has deletion protection and was not deleted: deploy its stack with"
                + " DeletionProtection=false, or run aws dynamodb update-table --no-deletion-protection-enabled"
                + " --table-name cruddur-messages\n"),
        table.run("drop", NAME, "--yes"));
    assertEquals(List.of(NAME), table.tables());
  }

  private String question() {
    return "Table cruddur-messages in DynamoDB at %s has about 0 rows. Type its name to delete it: "
        .formatted(table.address());
  }
}
