package cruddur.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.messaging.port.Rows;
import cruddur.simulation.WorldSetup.StreamHandler;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The simulation is worth something only if it finds what is wrong: here faults are planted, and it
 * has to.
 */
class PlantedFaultsTest {

  private static final WorldSetup REAL = WorldSetup.AS_IT_IS;

  /** Worlds of {@link SimulationTest} as a build runs it. */
  private static final long FEW = 500;

  /** For what goes wrong once in some thousand worlds. */
  private static final long MANY = 40_000;

  private static final String NO_ROW = "a member has no row of his group";
  private static final String SEVERAL_ROWS = "a member has several rows of a group";
  private static final String NOT_THE_NEWEST = "a row does not show the newest message";
  private static final String MOVED_BACK = "a row moved back in time";
  private static final String CHANGED = "a message was changed or lost";
  private static final String TWICE = "one post became several messages";
  private static final String SEVERAL_CONVERSATIONS = "two users have several conversations";
  private static final String KEY_TWICE = "one key became several messages";
  private static final String ANSWER_TOO_OLD = "an answer was given again after more than a day";
  private static final String MISSING = "an acknowledged message";
  private static final String MEMBER_REFUSED = "a member was refused";

  @Test
  void theNaiveRewritingThatTrustsASecondLookAtTheIndexIsFound() {
    assertFound(rewriting(FaultyRewriting::lookingTwiceAtTheIndex), SEVERAL_ROWS, FEW);
  }

  @Test
  void notLookingAboveIsFound() {
    assertFound(rewriting(FaultyRewriting::notLookingAbove), SEVERAL_ROWS, MANY);
  }

  @Test
  void readingOnlyDownToTheRowsSeenIsFound() {
    assertFound(rewriting(FaultyRewriting::readingDownToTheRowsSeen), SEVERAL_ROWS, FEW);
  }

  @Test
  void deletingTheOldRowBeforePuttingTheNewOneIsFound() {
    assertFound(rewriting(FaultyRewriting::deletingBeforePutting), NO_ROW, FEW);
  }

  @Test
  void deletingWhateverStandsAtAKeyIsFound() {
    assertFound(rewriting(FaultyRewriting::deletingWhateverStandsThere), NO_ROW, MANY);
  }

  @Test
  void replacingTheGroupsNewerRowAtALaterMicrosecondIsFound() {
    assertFound(rewriting(FaultyRewriting::replacingWhatTheGroupHas), MOVED_BACK, MANY);
  }

  @Test
  void movingRowsBackOnAReplayIsFound() {
    assertFound(
        new WorldSetup(REAL.table(), REAL.rowsOfApi(), FaultyRewriting::movingRowsBack),
        MOVED_BACK,
        FEW);
  }

  @Test
  void dealingWithTheFirstRecordOfABatchOnlyIsFound() {
    assertFound(batches(FaultyRewriting::readingTheFirstRecordOnly), NOT_THE_NEWEST, FEW);
  }

  @Test
  void takingTheLastRecordForTheNewestMessageIsFound() {
    assertFound(batches(FaultyRewriting::takingTheLastForTheNewest), NOT_THE_NEWEST, MANY);
  }

  @Test
  void reportingSuccessAfterAFailureIsFound() {
    assertFound(batches(FaultyRewriting::reportingSuccess), NOT_THE_NEWEST, FEW);
  }

  @Test
  void puttingMessagesOnNoConditionIsFound() {
    assertFound(REAL.withTable(FaultyWriting::overwritingMessages), CHANGED, FEW);
  }

  @Test
  void puttingMessagesOfTransactionsOnNoConditionIsFound() {
    assertFound(REAL.withTable(FaultyWriting::overwritingMessagesOfTransactions), CHANGED, FEW);
  }

  @Test
  void puttingGroupRowsOnNoConditionIsFound() {
    assertFound(REAL.withTable(FaultyWriting::overwritingGroups), NO_ROW, FEW);
  }

  @Test
  void postingAgainAfterOnesOwnEchoIsFound() {
    assertFound(REAL.withRowsOfApi(FaultyWriting::notKnowingItsEcho), TWICE, FEW);
  }

  @Test
  void startingAConversationBitByBitIsFound() {
    assertFound(REAL.withRowsOfApi(FaultyWriting::startingBitByBit), NO_ROW, FEW);
  }

  @Test
  void startingAConversationBesideAnotherIsFound() {
    assertFound(
        REAL.withRowsOfApi(FaultyWriting::startingBesideAnother), SEVERAL_CONVERSATIONS, FEW);
  }

  @Test
  void takingTheIndexsWordForAStrangerIsFound() {
    assertFound(
        REAL.withRowsOfApi(FaultyWriting::trustingTheIndexOnStrangers), MEMBER_REFUSED, FEW);
  }

  @Test
  void leavingTheExpiryOutOfTheConditionOfAKeyIsFound() {
    assertFound(
        REAL.withRowsOfApi(FaultyKeys::withoutTheExpiryInTheCondition), ANSWER_TOO_OLD, FEW);
  }

  @Test
  void keepingAKeyForADayByOneHostsClockIsFound() {
    assertFound(REAL.withRowsOfApi(FaultyKeys::keptForADayByOneClock), KEY_TWICE, FEW);
  }

  @Test
  void puttingKeysOnNoConditionIsFound() {
    assertFound(REAL.withTable(FaultyKeys::overwritingKeys), KEY_TWICE, FEW);
  }

  @Test
  void writingTheRowOfAKeyAfterTheMessageIsFound() {
    assertFound(REAL.withRowsOfApi(FaultyKeys::writtenAfterTheMessage), KEY_TWICE, FEW);
  }

  @Test
  void writingTheRowOfAKeyBeforeTheMessageIsFound() {
    assertFound(REAL.withRowsOfApi(FaultyKeys::writtenBeforeTheMessage), MISSING, FEW);
  }

  private static WorldSetup rewriting(UnaryOperator<Rows> faulty) {
    return REAL.withRowsOfStreamHandler(faulty);
  }

  private static WorldSetup batches(UnaryOperator<StreamHandler> faulty) {
    return REAL.withStreamHandler(faulty);
  }

  private static void assertFound(WorldSetup faulty, String what, long worlds) {
    assertTrue(
        Worlds.broken(LongStream.range(0, worlds), faulty)
            .anyMatch(broken -> broken.what().startsWith(what)),
        () -> "in none of " + worlds + " worlds: " + what);
  }
}
