package cruddur.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.messaging.port.Rows;
import cruddur.simulation.WorldSetup.StreamHandler;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The simulation finds faults: each test plants one and asserts that a world reports it. */
class PlantedFaultsTest {

  private static final WorldSetup REAL = WorldSetup.REAL_SYSTEM;

  /** The number of worlds that a build runs in {@link SimulationTest}. */
  private static final long FEW = 2_000;

  /** For a fault that shows in one of some thousand worlds. */
  private static final long MANY = 40_000;

  private static final String NO_ROW = "a member has no row of their group";
  private static final String SEVERAL_ROWS = "a member has several rows of a group";
  private static final String UNPROCESSED = "a record was left unprocessed";
  private static final String POISON_AT_THE_HEAD = "a poison record was reported at the head";
  private static final String MOVED_BACK = "a row moved back in time";
  private static final String CHANGED = "a message was changed or lost";
  private static final String TWICE = "one post became several messages";
  private static final String SEVERAL_CONVERSATIONS = "two users have several conversations";
  private static final String KEY_TWICE = "one key became several messages";
  private static final String RESPONSE_TOO_OLD = "a response was repeated after more than a day";
  private static final String MISSING = "an acknowledged message";
  private static final String MEMBER_REFUSED = "a member was refused";
  private static final String MARKER_MOVED_BACK = "a marker moved back";
  private static final String MARKER_OF_NOBODY = "a marker was stored that nobody has sent";
  private static final String MARKER_LOST = "an acknowledged marker was lost";
  private static final String STATE_OF_NON_MEMBER = "a non-member has a read state";
  private static final String WRONG_COUNT = "a count of unread messages is wrong";
  private static final String CLEARED_IS_LISTED = "a cleared message is listed";
  private static final String HIDDEN_FOR_GOOD = "a conversation with a newer message is not listed";

  @Test
  void readingTheIndexTwiceIsFound() {
    assertFound(rewriting(PlantedRewriteFaults::readingTheIndexTwice), SEVERAL_ROWS, FEW);
  }

  @Test
  void ignoringNewerRowsIsFound() {
    assertFound(rewriting(PlantedRewriteFaults::ignoringNewerRows), SEVERAL_ROWS, MANY);
  }

  @Test
  void readingDownToTheIndexedRowsIsFound() {
    assertFound(rewriting(PlantedRewriteFaults::readingDownToTheIndexedRows), SEVERAL_ROWS, FEW);
  }

  @Test
  void deletingBeforePuttingIsFound() {
    assertFound(rewriting(PlantedRewriteFaults::deletingBeforePutting), NO_ROW, FEW);
  }

  @Test
  void deletingWithoutAConditionIsFound() {
    assertFound(rewriting(PlantedRewriteFaults::deletingWithoutACondition), NO_ROW, MANY);
  }

  @Test
  void replacingAtALaterMicrosecondIsFound() {
    assertFound(rewriting(PlantedRewriteFaults::replacingAtALaterMicrosecond), MOVED_BACK, MANY);
  }

  @Test
  void movingRowsBackIsFound() {
    assertFound(handling(PlantedRewriteFaults::movingRowsBack), MOVED_BACK, FEW);
  }

  @Test
  void processingOnlyTheFirstRecordIsFound() {
    assertFound(batches(PlantedRewriteFaults::processingOnlyTheFirstRecord), UNPROCESSED, FEW);
  }

  @Test
  void showingTheLastRecordIsFound() {
    assertFound(batches(PlantedRewriteFaults::showingTheLastRecord), UNPROCESSED, FEW);
  }

  @Test
  void reportingSuccessIsFound() {
    assertFound(batches(PlantedRewriteFaults::reportingSuccess), UNPROCESSED, FEW);
  }

  @Test
  void reportingTheFirstFailureInTimeIsFound() {
    assertFound(handling(PlantedRewriteFaults::reportingTheFirstFailureInTime), UNPROCESSED, MANY);
  }

  @Test
  void forgettingAGroupIsFound() {
    assertFound(batches(PlantedRewriteFaults::forgettingAGroup), UNPROCESSED, FEW);
  }

  @Test
  void takingPoisonForPassingIsFound() {
    assertFound(batches(PlantedRewriteFaults::takingPoisonForPassing), POISON_AT_THE_HEAD, FEW);
  }

  @Test
  void sharingAListIsFound() {
    assertFound(handling(PlantedRewriteFaults::sharingAList), UNPROCESSED, MANY);
  }

  @Test
  void overwritingMessagesIsFound() {
    assertFound(REAL.withTable(PlantedWriteFaults::overwritingMessages), CHANGED, FEW);
  }

  @Test
  void overwritingMessagesInTransactionsIsFound() {
    assertFound(
        REAL.withTable(PlantedWriteFaults::overwritingMessagesInTransactions), CHANGED, FEW);
  }

  @Test
  void overwritingGroupsIsFound() {
    assertFound(REAL.withTable(PlantedWriteFaults::overwritingGroups), NO_ROW, FEW);
  }

  @Test
  void ignoringItsOwnWriteIsFound() {
    assertFound(REAL.withRowsOfApi(PlantedWriteFaults::ignoringItsOwnWrite), TWICE, FEW);
  }

  @Test
  void startingWithoutATransactionIsFound() {
    assertFound(REAL.withRowsOfApi(PlantedWriteFaults::startingWithoutATransaction), NO_ROW, FEW);
  }

  @Test
  void startingASecondConversationIsFound() {
    assertFound(
        REAL.withRowsOfApi(PlantedWriteFaults::startingASecondConversation),
        SEVERAL_CONVERSATIONS,
        FEW);
  }

  @Test
  void findingMembersInTheIndexIsFound() {
    assertFound(
        REAL.withRowsOfApi(PlantedWriteFaults::findingMembersInTheIndex), MEMBER_REFUSED, FEW);
  }

  @Test
  void findingGroupsInTheIndexIsFound() {
    assertFound(
        REAL.withRowsOfApi(PlantedWriteFaults::findingGroupsInTheIndex), MEMBER_REFUSED, FEW);
  }

  @Test
  void findingOneMemberInARowIsFound() {
    assertFound(
        REAL.withRowsOfApi(PlantedWriteFaults::findingOneMemberInARow), MEMBER_REFUSED, FEW);
  }

  @Test
  void ignoringExpiryIsFound() {
    assertFound(REAL.withRowsOfApi(PlantedKeyFaults::ignoringExpiry), RESPONSE_TOO_OLD, FEW);
  }

  @Test
  void expiringWithoutMarginIsFound() {
    assertFound(REAL.withRowsOfApi(PlantedKeyFaults::expiringWithoutMargin), KEY_TWICE, FEW);
  }

  @Test
  void overwritingKeysIsFound() {
    assertFound(REAL.withTable(PlantedKeyFaults::overwritingKeys), KEY_TWICE, FEW);
  }

  @Test
  void writingAKeyAfterTheMessageIsFound() {
    assertFound(REAL.withRowsOfApi(PlantedKeyFaults::writtenAfterTheMessage), KEY_TWICE, FEW);
  }

  @Test
  void writingAKeyBeforeTheMessageIsFound() {
    assertFound(REAL.withRowsOfApi(PlantedKeyFaults::writtenBeforeTheMessage), MISSING, FEW);
  }

  @Test
  void overwritingMarkersIsFound() {
    assertFound(REAL.withTable(PlantedReadStateFaults::overwritingMarkers), MARKER_MOVED_BACK, FEW);
  }

  @Test
  void keepingMarkersInTheGroupRowIsFound() {
    assertFound(
        REAL.withTable(PlantedReadStateFaults::keepingMarkersInTheGroupRow),
        MARKER_MOVED_BACK,
        FEW);
  }

  @Test
  void markingUpToNowIsFound() {
    assertFound(REAL.withTable(PlantedReadStateFaults::markingUpToNow), MARKER_OF_NOBODY, FEW);
  }

  @Test
  void countingOwnMessagesIsFound() {
    assertFound(REAL.withRowsOfApi(PlantedReadStateFaults::countingOwnMessages), WRONG_COUNT, FEW);
  }

  @Test
  void countingOnePageIsFound() {
    assertFound(REAL.withRowsOfApi(PlantedReadStateFaults::countingOnePage), WRONG_COUNT, FEW);
  }

  @Test
  void countingReadMessagesIsFound() {
    assertFound(REAL.withRowsOfApi(PlantedReadStateFaults::countingReadMessages), WRONG_COUNT, FEW);
  }

  @Test
  void ignoringClearedMessagesIsFound() {
    assertFound(
        REAL.withRowsOfApi(PlantedReadStateFaults::ignoringClearedMessages),
        CLEARED_IS_LISTED,
        FEW);
  }

  @Test
  void hidingForGoodIsFound() {
    assertFound(REAL.withRowsOfApi(PlantedReadStateFaults::hidingForGood), HIDDEN_FOR_GOOD, FEW);
  }

  @Test
  void acknowledgingWithoutWritingIsFound() {
    assertFound(
        REAL.withRowsOfApi(PlantedReadStateFaults::acknowledgingWithoutWriting), MARKER_LOST, FEW);
  }

  @Test
  void acknowledgingHidesWithoutWritingIsFound() {
    assertFound(
        REAL.withRowsOfApi(PlantedReadStateFaults::acknowledgingHidesWithoutWriting),
        MARKER_LOST,
        FEW);
  }

  @Test
  void bringingBackWhatWasHiddenLaterIsFound() {
    assertFound(
        REAL.withTable(PlantedReadStateFaults::bringingBackWhatWasHiddenLater),
        MARKER_MOVED_BACK,
        FEW);
  }

  @Test
  void hidingForBothMembersIsFound() {
    assertFound(
        REAL.withTable(PlantedReadStateFaults::hidingForBothMembers), MARKER_OF_NOBODY, FEW);
  }

  @Test
  void skippingMembershipIsFound() {
    assertFound(
        REAL.withRowsOfApi(PlantedReadStateFaults::skippingMembership), STATE_OF_NON_MEMBER, FEW);
  }

  @Test
  void countingFiftyMessagesIsFound() {
    assertFound(
        REAL.withRowsOfApi(PlantedReadStateFaults::countingFiftyMessages), WRONG_COUNT, FEW);
  }

  private static WorldSetup rewriting(UnaryOperator<Rows> faulty) {
    return REAL.withRowsOfStreamHandler(faulty);
  }

  private static WorldSetup handling(Function<Rows, StreamHandler> faulty) {
    return new WorldSetup(REAL.table(), REAL.rowsOfApi(), faulty);
  }

  private static WorldSetup batches(UnaryOperator<StreamHandler> faulty) {
    return REAL.withStreamHandler(faulty);
  }

  private static void assertFound(WorldSetup faulty, String violation, long worlds) {
    assertTrue(
        WorldRunner.failures(LongStream.range(0, worlds), faulty)
            .anyMatch(failure -> failure.violation().startsWith(violation)),
        () -> "Not found in " + worlds + " worlds: " + violation);
  }
}
