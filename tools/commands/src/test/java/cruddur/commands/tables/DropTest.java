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
  void whoTypesTheNameDeletesTheTable() {
    assertEquals(
        new CommandRun(0, "Deleted the table cruddur-messages.\n", question()),
        table.typing(NAME + "\n", "drop", NAME));
    assertEquals(List.of(), table.tables());
  }

  @Test
  void whoSaysYesIsNotAsked() {
    assertEquals(
        new CommandRun(0, "Deleted the table cruddur-messages.\n", ""),
        table.run("drop", NAME, "--yes"));
    assertEquals(List.of(), table.tables());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "y\n", "cruddur-message\n", "Cruddur-Messages\n"})
  void anythingElseLeavesTheTableAlone(String typed) {
    assertEquals(
        new CommandRun(
            1, "", question() + "That is not its name: the table cruddur-messages stays\n"),
        table.typing(typed, "drop", NAME));
    assertEquals(List.of(NAME), table.tables());
  }

  @Test
  void anUnknownTableIsSaid() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "There is no table other in DynamoDB at %s: list-tables names those there are\n"
                .formatted(table.address())),
        table.run("drop", "other", "--yes"));
    assertEquals(List.of(NAME), table.tables());
  }

  @Test
  void aProtectedTableStaysAndTheWayToLiftThatIsSaid() {
    table.client().updateTable(request -> request.tableName(NAME).deletionProtectionEnabled(true));

    assertEquals(
        new CommandRun(
            1,
            "",
            "The table cruddur-messages is protected from deletion, and stays; to lift that, deploy its stack with"
                + " DeletionProtection=false, or: aws dynamodb update-table --no-deletion-protection-enabled"
                + " --table-name cruddur-messages\n"),
        table.run("drop", NAME, "--yes"));
    assertEquals(List.of(NAME), table.tables());
  }

  private String question() {
    return "The table cruddur-messages in DynamoDB at %s has some 0 rows. Type its name to delete them all: "
        .formatted(table.address());
  }
}
