package cruddur.messaging.port;

import static cruddur.messaging.port.SampleRows.ALPHA;
import static cruddur.messaging.port.SampleRows.BETA;
import static cruddur.messaging.port.SampleRows.GAMMA;
import static cruddur.messaging.port.SampleRows.GROUP;
import static cruddur.messaging.port.SampleRows.OTHER_GROUP;
import static cruddur.messaging.port.SampleRows.idempotencyRecord;
import static cruddur.messaging.port.SampleRows.message;
import static cruddur.messaging.port.SampleRows.messageOf;
import static cruddur.messaging.port.SampleRows.moment;
import static cruddur.messaging.port.SampleRows.otherRowOfAlpha;
import static cruddur.messaging.port.SampleRows.pair;
import static cruddur.messaging.port.SampleRows.rowOfAlpha;
import static cruddur.messaging.port.SampleRows.rowOfBeta;
import static cruddur.messaging.port.SampleRows.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.messaging.port.PutCondition.HandleIsOpenTo;
import cruddur.messaging.port.PutCondition.HandleIsReservedAs;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.PutCondition.KeyIsFreeOrExpired;
import cruddur.messaging.port.PutCondition.KeyIsFreeOrSameGroup;
import cruddur.messaging.port.PutCondition.None;
import cruddur.messaging.port.row.EmailReservation;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.IdempotencyRecord;
import cruddur.messaging.port.row.LastMessage;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The behavior of every implementation of {@link Rows}, except for how much of a long last text a
 * group row keeps.
 */
public abstract class RowsContract {

  private static final Instant NOW = Instant.parse("2026-11-22T13:07:40Z");
  private static final Instant LATER = NOW.plusSeconds(10);
  private static final HandleRow OWNED = new HandleRow.Owned(ALPHA);
  private static final RowKey.OfReadState STATE = new RowKey.OfReadState(ALPHA.uuid(), GROUP);

  /** Rows of every type, and of every shape of a type. */
  static final List<Row> EVERY_KIND_OF_ROW =
      List.of(
          message(1),
          messageOf(GROUP, Timestamp.stored("2026-11-22T13:07:40.000001")),
          messageOf(GROUP, Timestamp.stored("2026-11-22T13:07:40")),
          messageOf(GROUP, Timestamp.stored("2026-11-22T14:07:40.000001+01:00")),
          rowOfAlpha(1),
          rowOfAlpha(1).at(moment(2)),
          new SignInProfile("sub-of-alpha", ALPHA),
          OWNED,
          new HandleRow.Owned(new UserProfile(ALPHA.uuid(), "MixedCase", "Sample Alpha")),
          reservation("sign-in-of-alpha", NOW),
          reservationBy("digest-of-alpha", "sign-in-of-alpha", NOW),
          new EmailReservation("digest-of-alpha", "alpha", NOW),
          pair(GROUP),
          idempotencyRecord(1, NOW),
          usage(Map.of(), Map.of(), NOW),
          usage(Map.of(NOW, 2L), Map.of(), NOW),
          usage(Map.of(NOW, 2L, LATER, -1L), Map.of(NOW, Duration.ofMillis(1500)), NOW),
          ReadState.none(ALPHA.uuid(), GROUP),
          ReadState.none(ALPHA.uuid(), GROUP).with(Marker.READ, Optional.of(moment(1))),
          new ReadState(
              ALPHA.uuid(),
              GROUP,
              Map.of(Marker.READ, moment(1), Marker.HIDDEN, moment(2), Marker.CLEARED, moment(3)),
              Set.of()));

  /** The rows under test; the table is empty when a test starts. */
  protected abstract Rows rows();

  /** Called before the index is read; makes an index that lags catch up with the table. */
  protected void indexCaughtUp() {}

  // ------------------------------------------------------------------------------------------------------------ get

  @ParameterizedTest
  @FieldSource("EVERY_KIND_OF_ROW")
  void aRowIsReadAsItWasPut(Row row) {
    assertEquals(Optional.empty(), rows().get(row.key()));

    put(row);

    assertEquals(Optional.of(row), rows().get(row.key()));
  }

  @Test
  void anOwnedHandleIsFoundInUpperAndLowerCase() {
    HandleRow owned =
        new HandleRow.Owned(new UserProfile(ALPHA.uuid(), "MixedCase", "Sample Alpha"));
    put(owned);

    assertEquals(Optional.of(owned), rows().get(HandleRow.keyOf("mixedcase")));
    assertEquals(Optional.of(owned), rows().get(HandleRow.keyOf("MIXEDCASE")));
  }

  @Test
  void rowsOfDifferentTypesHaveDifferentKeys() {
    String same = "same";
    UserProfile profile = new UserProfile(same, same, "Sample");
    Timestamp moment = Timestamp.stored("PROFILE");
    List<Row> all =
        List.of(
            new Message(same, same, moment, profile, "text"),
            new MessageGroup(
                same,
                same,
                profile,
                new LastMessage(moment, Optional.of(same), "last text"),
                moment),
            new SignInProfile(same, profile),
            new HandleRow.Owned(profile),
            new EmailReservation(same, same, NOW),
            new Pair(RowKey.OfPair.of(same, same), same),
            IdempotencyRecord.of(
                new RowKey.OfIdempotencyRecord(same, same),
                same,
                new Message(same, same, moment(1), profile, "text"),
                NOW));

    all.forEach(this::put);

    all.forEach(row -> assertEquals(Optional.of(row), rows().get(row.key())));
  }

  // ------------------------------------------------------------------------------------------------------------ put

  @Test
  void aPutToAKeyInUseIsRefusedWithTheExistingRow() {
    Message first = message(1);
    Message second = new Message("another uuid", GROUP, first.createdAt(), BETA, "another text");
    put(first);

    assertEquals(new PutOutcome.Refused(first), rows().put(second, new KeyIsFree()));

    assertEquals(Optional.of(first), rows().get(first.key()));
  }

  @ParameterizedTest
  @FieldSource("EVERY_KIND_OF_ROW")
  void aRepeatedPutIsRefusedWithItsOwnRow(Row row) {
    put(row);

    assertEquals(new PutOutcome.Refused(row), rows().put(row, new KeyIsFree()));

    assertEquals(Optional.of(row), rows().get(row.key()));
  }

  @Test
  void aGroupRowIsPutToAFreeKey() {
    MessageGroup row = rowOfAlpha(1);

    assertEquals(new PutOutcome.Written(), rows().put(row, new KeyIsFreeOrSameGroup(GROUP)));

    assertEquals(Optional.of(row), rows().get(row.key()));
  }

  @Test
  void aGroupRowReplacesOneOfItsOwnGroup() {
    MessageGroup existing = rowOfAlpha(2);
    MessageGroup replacement = rowOfAlpha(1).at(moment(2));
    put(existing);

    assertEquals(
        new PutOutcome.Written(), rows().put(replacement, new KeyIsFreeOrSameGroup(GROUP)));

    assertEquals(Optional.of(replacement), rows().get(existing.key()));
  }

  @Test
  void aReplacedRowKeepsNothingOfTheOldOne() {
    MessageGroup moved = rowOfAlpha(1).at(moment(2));
    MessageGroup unmoved = rowOfAlpha(2);
    put(moved);

    assertEquals(new PutOutcome.Written(), rows().put(unmoved, new KeyIsFreeOrSameGroup(GROUP)));

    assertEquals(Optional.of(unmoved), rows().get(moved.key()));
  }

  @Test
  void aGroupRowNeverReplacesAnotherGroups() {
    MessageGroup existing = otherRowOfAlpha(1);
    put(existing);

    assertEquals(
        new PutOutcome.Refused(existing),
        rows().put(rowOfAlpha(1), new KeyIsFreeOrSameGroup(GROUP)));

    assertEquals(Optional.of(existing), rows().get(existing.key()));
  }

  @Test
  void aFreeHandleIsOpenToEverybody() {
    HandleRow reservation = reservation("sign-in-of-alpha", NOW.plusSeconds(60));

    assertEquals(
        new PutOutcome.Written(), rows().put(reservation, openTo("sign-in-of-alpha", NOW)));

    assertEquals(Optional.of(reservation), rows().get(reservation.key()));
  }

  @Test
  void aReservedHandleIsOpenToItsOwner() {
    put(reservation("sign-in-of-alpha", NOW.plusSeconds(60)));

    assertEquals(new PutOutcome.Written(), rows().put(OWNED, openTo("sign-in-of-alpha", NOW)));

    assertEquals(Optional.of(OWNED), rows().get(OWNED.key()));
  }

  @Test
  void aReservedHandleIsOpenToNobodyElse() {
    HandleRow existing = reservation("sign-in-of-alpha", NOW.plusSeconds(1));
    HandleRow attempt = reservation("sign-in-of-beta", NOW.plusSeconds(60));
    put(existing);

    Instant justBefore = NOW.plusSeconds(1).minusNanos(1);
    assertEquals(
        new PutOutcome.Refused(existing),
        rows().put(attempt, openTo("sign-in-of-beta", justBefore)));

    assertEquals(Optional.of(existing), rows().get(existing.key()));
  }

  @Test
  void anExpiredReservationIsOpenToEverybody() {
    HandleRow attempt = reservation("sign-in-of-beta", NOW.plusSeconds(60));
    put(reservation("sign-in-of-alpha", NOW));

    assertEquals(new PutOutcome.Written(), rows().put(attempt, openTo("sign-in-of-beta", NOW)));

    assertEquals(Optional.of(attempt), rows().get(attempt.key()));
  }

  @Test
  void aReservedHandleIsOpenToItsEmailAddress() {
    HandleRow attempt = reservationBy("digest", "second-sign-in", NOW.plusSeconds(90));
    put(reservationBy("digest", "first-sign-in", NOW.plusSeconds(60)));

    assertEquals(
        new PutOutcome.Written(),
        rows().put(attempt, new HandleIsOpenTo("second-sign-in", Optional.of("digest"), NOW)));

    assertEquals(Optional.of(attempt), rows().get(attempt.key()));
  }

  @Test
  void aReservedHandleIsNotOpenToAnotherEmailAddressOrToNone() {
    HandleRow existing = reservationBy("digest", "first-sign-in", NOW.plusSeconds(60));
    HandleRow withoutEmail = reservation("first-sign-in", NOW.plusSeconds(60));
    for (HandleRow reserved : List.of(existing, withoutEmail)) {
      rows().put(reserved, new None());
      for (Optional<String> email :
          List.of(Optional.of("another digest"), Optional.<String>empty())) {
        assertEquals(
            new PutOutcome.Refused(reserved),
            rows().put(OWNED, new HandleIsOpenTo("second-sign-in", email, NOW)));
      }
    }
  }

  @Test
  void anOwnedHandleIsNotOpenToAnyEmailAddress() {
    put(OWNED);

    assertEquals(
        new PutOutcome.Refused(OWNED),
        rows()
            .put(
                reservationBy("digest", "second-sign-in", NOW.plusSeconds(90)),
                new HandleIsOpenTo("second-sign-in", Optional.of("digest"), NOW)));
  }

  @Test
  void aReservationIsReplacedIfItIsTheOneThatWasRead() {
    HandleRow.Reserved seen = reservationBy("digest", "first-sign-in", NOW.plusSeconds(60));
    List<HandleRow> others =
        List.of(
            OWNED,
            reservationBy("digest", "second-sign-in", NOW.plusSeconds(60)),
            reservationBy("digest", "first-sign-in", NOW.plusSeconds(61)));
    for (HandleRow other : others) {
      rows().put(other, new None());
      assertEquals(new PutOutcome.Refused(other), rows().put(OWNED, new HandleIsReservedAs(seen)));
    }

    rows().put(seen, new None());
    assertEquals(new PutOutcome.Written(), rows().put(OWNED, new HandleIsReservedAs(seen)));
  }

  @Test
  void aReservationThatWasReadAndIsGoneIsFree() {
    HandleRow.Reserved seen = reservationBy("digest", "first-sign-in", NOW.plusSeconds(60));

    assertEquals(new PutOutcome.Written(), rows().put(OWNED, new HandleIsReservedAs(seen)));
  }

  @Test
  void aPutWithoutConditionReplacesAnyRow() {
    EmailReservation first = new EmailReservation("digest", "alpha", NOW);
    EmailReservation second = new EmailReservation("digest", "beta", LATER);

    assertEquals(new PutOutcome.Written(), rows().put(first, new None()));
    assertEquals(new PutOutcome.Written(), rows().put(second, new None()));

    assertEquals(Optional.of(second), rows().get(first.key()));
  }

  @Test
  void anOwnedHandleIsOpenToNobodyAndNeverExpires() {
    put(reservation("sign-in-of-alpha", NOW));
    assertEquals(new PutOutcome.Written(), rows().put(OWNED, openTo("sign-in-of-alpha", NOW)));

    HandleRow attempt = reservation("sign-in-of-beta", NOW.plusSeconds(9_000_000));
    Instant muchLater = NOW.plusSeconds(8_000_000);
    assertEquals(
        new PutOutcome.Refused(OWNED), rows().put(attempt, openTo("sign-in-of-beta", muchLater)));
    assertEquals(
        new PutOutcome.Refused(OWNED), rows().put(attempt, openTo("sign-in-of-alpha", muchLater)));

    assertEquals(Optional.of(OWNED), rows().get(OWNED.key()));
  }

  @Test
  void aKeyInUseIsFreeToNobody() {
    IdempotencyRecord existing = idempotencyRecord(1, NOW.plusSeconds(1));
    put(existing);

    Instant justBefore = NOW.plusSeconds(1).minusNanos(1);
    assertEquals(
        new PutOutcome.Refused(existing),
        rows().put(idempotencyRecord(2, NOW.plusSeconds(60)), new KeyIsFreeOrExpired(justBefore)));

    assertEquals(Optional.of(existing), rows().get(existing.key()));
  }

  @Test
  void aKeyIsFreeOnceItsRowHasExpiredEvenIfTheRowStillExists() {
    IdempotencyRecord second = idempotencyRecord(2, NOW.plusSeconds(60));
    put(idempotencyRecord(1, NOW));

    assertEquals(new PutOutcome.Written(), rows().put(second, new KeyIsFreeOrExpired(NOW)));

    assertEquals(Optional.of(second), rows().get(second.key()));
  }

  // --------------------------------------------------------------------------------------------------------- delete

  @Test
  void aRowIsDeletedOnce() {
    MessageGroup row = rowOfAlpha(1);
    put(row);

    assertTrue(rows().delete(row));
    assertFalse(rows().delete(row));

    assertEquals(Optional.empty(), rows().get(row.key()));
  }

  @Test
  void aRowThatWasMovedIsDeletedOnce() {
    MessageGroup moved = rowOfAlpha(1).at(moment(2));
    put(moved);

    assertTrue(rows().delete(moved));
    assertFalse(rows().delete(moved));

    assertEquals(Optional.empty(), rows().get(moved.key()));
  }

  @Test
  void aDeleteAffectsNoOtherRow() {
    put(rowOfAlpha(1), rowOfAlpha(2), otherRowOfAlpha(3), rowOfBeta(1), message(1));

    assertTrue(rows().delete(rowOfAlpha(1)));
    assertFalse(rows().delete(rowOfAlpha(4)));

    List<Row> others = List.of(rowOfAlpha(2), otherRowOfAlpha(3), rowOfBeta(1), message(1));
    others.forEach(row -> assertEquals(Optional.of(row), rows().get(row.key())));
  }

  @Test
  void aRowOfAnotherGroupIsNotDeleted() {
    put(otherRowOfAlpha(1));

    assertFalse(rows().delete(rowOfAlpha(1)));

    assertEquals(Optional.of(otherRowOfAlpha(1)), rows().get(rowOfAlpha(1).key()));
  }

  @Test
  void aRowThatShowsAnotherMessageIsNotDeleted() {
    MessageGroup unmoved = rowOfAlpha(3);
    MessageGroup moved = rowOfAlpha(2).at(moment(3));
    MessageGroup movedFurther = rowOfAlpha(1).at(moment(3));

    put(moved);
    assertFalse(rows().delete(unmoved));
    assertFalse(rows().delete(movedFurther));
    assertEquals(Optional.of(moved), rows().get(moved.key()));

    assertEquals(new PutOutcome.Written(), rows().put(unmoved, new KeyIsFreeOrSameGroup(GROUP)));
    assertFalse(rows().delete(moved));
    assertEquals(Optional.of(unmoved), rows().get(moved.key()));
  }

  @Test
  void aRowIsDeletedEvenIfItsNamesOrTextHaveChanged() {
    MessageGroup row = rowOfAlpha(1);
    UserProfile renamed = new UserProfile(BETA.uuid(), BETA.handle(), "Another Name");
    put(row);

    assertTrue(
        rows()
            .delete(
                new MessageGroup(
                    GROUP,
                    ALPHA.uuid(),
                    renamed,
                    new LastMessage(row.lastMessageAt(), Optional.empty(), "another text"),
                    row.sortKey())));

    assertEquals(Optional.empty(), rows().get(row.key()));
  }

  // ------------------------------------------------------------------------------------------------------- messages

  @Test
  void messagesAreReadNewestFirst() {
    put(message(2), message(1), message(3));

    assertEquals(List.of(message(3), message(2), message(1)), rows().query(messages(20)).rows());
  }

  @Test
  void messagesOfOtherGroupsAreNotRead() {
    put(message(1), messageOf(OTHER_GROUP, moment(2)), rowOfAlpha(3));

    assertEquals(List.of(message(1)), rows().query(messages(20)).rows());
  }

  @Test
  void aGroupWithoutMessagesIsAnEmptyLastPage() {
    assertEquals(new RowPage<>(List.of(), Optional.empty()), rows().query(messages(20)));
  }

  @Test
  void aPageThatIsNotFullIsTheLast() {
    put(message(1), message(2));

    assertEquals(
        new RowPage<>(List.of(message(2), message(1)), Optional.empty()),
        rows().query(messages(3)));
  }

  @Test
  void aFullPageHasANextPage() {
    put(message(1), message(2), message(3));

    RowPage<Message> page = rows().query(messages(2));

    assertEquals(List.of(message(3), message(2)), page.rows());
    RowQuery<Message> next = new RowQuery.Messages(GROUP, Optional.of(moment(2).text()), 2);
    assertEquals(Optional.of(next), page.next());
    assertEquals(
        new RowPage<>(List.of(message(1)), Optional.empty()),
        rows().query(page.next().orElseThrow()));
  }

  @Test
  void onlyEmptyPagesFollowAFullLastPage() {
    put(message(1), message(2), message(3), message(4));

    List<List<Message>> pages = pages(messages(2));

    assertEquals(List.of(message(4), message(3)), pages.get(0));
    assertEquals(List.of(message(2), message(1)), pages.get(1));
    assertTrue(pages.stream().skip(2).allMatch(List::isEmpty));
  }

  @Test
  void messagesBeforeASortKeyExcludeThatSortKey() {
    put(message(1), message(2), message(3));

    assertEquals(List.of(message(2), message(1)), rows().query(messagesBefore(moment(3))).rows());
    assertEquals(List.of(), rows().query(messagesBefore(moment(1))).rows());
  }

  @Test
  void theSortKeyToReadBeforeNeedNotExist() {
    put(message(1), message(5));

    assertEquals(List.of(message(1)), rows().query(messagesBefore(moment(3))).rows());
  }

  @Test
  void messagesAreSortedByTheirStoredSortKeys() {
    Message naive = messageOf(GROUP, Timestamp.stored("2026-11-22T13:07:40.000002"));
    Message withOffset = messageOf(GROUP, Timestamp.stored("2026-11-22T13:07:40.000002+00:00"));
    Message withoutFraction = messageOf(GROUP, Timestamp.stored("2026-11-22T13:07:40"));
    put(withoutFraction, withOffset, naive);

    assertEquals(List.of(withOffset, naive, withoutFraction), rows().all(messages(1)));
  }

  @Test
  void allReadsEveryPage() {
    List<Message> newestFirst = new ArrayList<>();
    for (int micros = 7; micros > 0; micros--) {
      newestFirst.add(message(micros));
    }
    newestFirst.forEach(this::put);

    for (int limit = 1; limit <= 8; limit++) {
      assertEquals(newestFirst, rows().all(messages(limit)));
    }
  }

  @Test
  void theFirstRowsAreReadOverSeveralPages() {
    put(message(1), message(2), message(3));

    assertEquals(List.of(message(3), message(2)), rows().firstReadable(2, messages(1)));
    assertEquals(List.of(message(3), message(2)), rows().firstReadable(2, messages(3)));
    assertEquals(List.of(message(3), message(2), message(1)), rows().firstReadable(4, messages(2)));
  }

  // ------------------------------------------------------------------------------- groups of a
  // member

  @Test
  void aMembersGroupsAreReadNewestFirst() {
    put(rowOfAlpha(1), otherRowOfAlpha(2), rowOfBeta(3), message(4));

    assertEquals(
        new RowPage<MessageGroup>(List.of(otherRowOfAlpha(2), rowOfAlpha(1)), Optional.empty()),
        rows().query(groupsOfAlpha(20)));
  }

  @Test
  void aMembersGroupsAreSortedBySortKeyNotByLastMessage() {
    MessageGroup moved = rowOfAlpha(1).at(moment(3));
    put(moved, otherRowOfAlpha(2));

    assertEquals(List.of(moved, otherRowOfAlpha(2)), rows().query(groupsOfAlpha(20)).rows());
  }

  @Test
  void aMembersGroupsAreReadPageByPage() {
    put(rowOfAlpha(1), otherRowOfAlpha(2), rowOfAlpha(3), otherRowOfAlpha(4));

    List<List<MessageGroup>> pages = pages(groupsOfAlpha(2));

    assertEquals(List.of(otherRowOfAlpha(4), rowOfAlpha(3)), pages.get(0));
    assertEquals(List.of(otherRowOfAlpha(2), rowOfAlpha(1)), pages.get(1));
    assertTrue(pages.stream().skip(2).allMatch(List::isEmpty));
  }

  @Test
  void aMembersGroupsBeforeASortKeyExcludeThatSortKey() {
    put(rowOfAlpha(1), otherRowOfAlpha(2), rowOfAlpha(3));

    RowQuery<MessageGroup> query =
        new RowQuery.GroupsOfMember(ALPHA.uuid(), Optional.of(moment(3).text()), 1);

    assertEquals(List.of(otherRowOfAlpha(2)), rows().query(query).rows());
    assertEquals(List.of(otherRowOfAlpha(2), rowOfAlpha(1)), rows().all(query));
  }

  // --------------------------------------------------------------------------- search of a
  // member's rows

  @Test
  void aSearchForAGroupFindsTheMembersRowsOldestFirst() {
    put(rowOfAlpha(3), otherRowOfAlpha(2), rowOfAlpha(1), rowOfBeta(4), message(5));

    assertEquals(
        List.of(rowOfAlpha(1), rowOfAlpha(3)),
        rows().all(RowQuery.MemberSearch.ofGroup(ALPHA.uuid(), GROUP)));
    assertEquals(
        List.of(otherRowOfAlpha(2)),
        rows().all(RowQuery.MemberSearch.ofGroup(ALPHA.uuid(), OTHER_GROUP)));
    assertEquals(List.of(), rows().all(RowQuery.MemberSearch.ofGroup(GAMMA.uuid(), OTHER_GROUP)));
  }

  @Test
  void aSearchForAUserFindsEveryGroupWithThem() {
    Message elsewhere = messageOf("a third group", moment(4));
    MessageGroup anotherWithBeta = MessageGroup.showing(elsewhere, ALPHA.uuid(), BETA);
    put(rowOfAlpha(1), otherRowOfAlpha(2), rowOfBeta(3), anotherWithBeta);

    assertEquals(
        List.of(rowOfAlpha(1), anotherWithBeta),
        rows().all(RowQuery.MemberSearch.withUser(ALPHA.uuid(), BETA.uuid())));
    assertEquals(List.of(), rows().all(RowQuery.MemberSearch.withUser(BETA.uuid(), GAMMA.uuid())));
  }

  @Test
  void aSearchAboveASortKeyExcludesThatSortKey() {
    put(rowOfAlpha(1), rowOfAlpha(2), otherRowOfAlpha(3), rowOfAlpha(4));

    assertEquals(List.of(rowOfAlpha(2), rowOfAlpha(4)), rows().all(rowsAbove(moment(1))));
    assertEquals(List.of(rowOfAlpha(4)), rows().all(rowsAbove(moment(2))));
    assertEquals(List.of(rowOfAlpha(4)), rows().all(rowsAbove(moment(3))));
    assertEquals(List.of(), rows().all(rowsAbove(moment(4))));
  }

  // ---------------------------------------------------------------------------------------------------------- index

  @Test
  void theIndexContainsTheRowsOfAllMembersOfAGroup() {
    put(rowOfAlpha(1), rowOfBeta(2), otherRowOfAlpha(3), message(4), pair(GROUP));

    assertEquals(Set.of(rowOfAlpha(1), rowOfBeta(2)), indexed(GROUP));
    assertEquals(Set.of(otherRowOfAlpha(3)), indexed(OTHER_GROUP));
  }

  @Test
  void theIndexContainsTwoRowsWithTheSameSortKey() {
    put(rowOfAlpha(1), rowOfBeta(1));

    assertEquals(Set.of(rowOfAlpha(1), rowOfBeta(1)), indexed(GROUP));
  }

  @Test
  void theIndexContainsAllAttributesOfARow() {
    MessageGroup moved = rowOfAlpha(1).at(moment(2));
    put(moved);

    assertEquals(Set.of(moved), indexed(GROUP));
  }

  @Test
  void theIndexOfAGroupThatDoesNotExistIsEmpty() {
    put(rowOfAlpha(1));

    assertEquals(Set.of(), indexed(OTHER_GROUP));
  }

  @Test
  void aDeletedRowIsRemovedFromTheIndex() {
    put(rowOfAlpha(1), rowOfAlpha(2));
    rows().delete(rowOfAlpha(1));

    assertEquals(Set.of(rowOfAlpha(2)), indexed(GROUP));
  }

  @Test
  void theIndexContainsTheLatestStateOfARow() {
    MessageGroup replacement = rowOfAlpha(1).at(moment(2));
    put(rowOfAlpha(2));
    rows().put(replacement, new KeyIsFreeOrSameGroup(GROUP));

    assertEquals(Set.of(replacement), indexed(GROUP));
  }

  @Test
  void aQueryOfTheIndexContinuesAfterTheLastRowOfThePreviousPage() {
    put(rowOfAlpha(1), rowOfBeta(2), rowOfAlpha(3));

    indexCaughtUp();
    RowQuery<MessageGroup> rest =
        new RowQuery.IndexOfGroup(
            GROUP,
            Optional.of(
                new RowQuery.IndexPosition(
                    "GRP#" + rowOfAlpha(1).memberUuid(), rowOfAlpha(1).sortKey().text())));
    assertEquals(Set.of(rowOfBeta(2), rowOfAlpha(3)), Set.copyOf(rows().all(rest)));
  }

  // ---------------------------------------------------------------------------------------------------- transactions

  @Test
  void aTransactionPutsAllItsRows() {
    List<Row> all = List.of(pair(GROUP), rowOfAlpha(1), rowOfBeta(1), message(1));

    assertEquals(new TransactionOutcome.Committed(), rows().transact(ifKeysAreFree(all)));

    all.forEach(row -> assertEquals(Optional.of(row), rows().get(row.key())));
    assertEquals(Set.of(rowOfAlpha(1), rowOfBeta(1)), indexed(GROUP));
  }

  @Test
  void aRefusedTransactionReturnsTheExistingRowsAndWritesNothing() {
    MessageGroup existing = otherRowOfAlpha(1);
    put(pair(OTHER_GROUP), existing);

    TransactionOutcome outcome =
        rows()
            .transact(ifKeysAreFree(List.of(pair(GROUP), rowOfBeta(1), rowOfAlpha(1), message(1))));

    TransactionOutcome.Refused refused =
        new TransactionOutcome.Refused(
            Map.of(pair(GROUP).key(), pair(OTHER_GROUP), existing.key(), existing));
    assertEquals(refused, outcome);
    assertEquals(Optional.of(pair(OTHER_GROUP)), refused.at(pair(GROUP).key()));
    assertEquals(Optional.empty(), refused.at(message(1).key()));
    assertEquals(Optional.of(pair(OTHER_GROUP)), rows().get(pair(GROUP).key()));
    assertEquals(Optional.of(existing), rows().get(rowOfAlpha(1).key()));
    assertEquals(Optional.empty(), rows().get(rowOfBeta(1).key()));
    assertEquals(Optional.empty(), rows().get(message(1).key()));
    assertEquals(Set.of(), indexed(GROUP));
  }

  @Test
  void aRepeatedTransactionIsRefusedWithItsOwnRows() {
    List<Row> all = List.of(pair(GROUP), rowOfAlpha(1), message(1));
    rows().transact(ifKeysAreFree(all));

    TransactionOutcome outcome = rows().transact(ifKeysAreFree(all));

    assertEquals(
        new TransactionOutcome.Refused(
            Map.of(
                pair(GROUP).key(), pair(GROUP),
                rowOfAlpha(1).key(), rowOfAlpha(1),
                message(1).key(), message(1))),
        outcome);
  }

  @Test
  void eachPutOfATransactionHasItsOwnCondition() {
    MessageGroup replacement = rowOfAlpha(1).at(moment(2));
    HandleRow existing = reservation("sign-in-of-alpha", NOW.plusSeconds(60));
    put(rowOfAlpha(2), existing);

    TransactionOutcome outcome =
        rows()
            .transact(
                List.of(
                    new ConditionalPut(message(1), new KeyIsFree()),
                    new ConditionalPut(replacement, new KeyIsFreeOrSameGroup(GROUP)),
                    new ConditionalPut(OWNED, openTo("sign-in-of-alpha", NOW))));

    assertEquals(new TransactionOutcome.Committed(), outcome);
    assertEquals(Optional.of(message(1)), rows().get(message(1).key()));
    assertEquals(Optional.of(replacement), rows().get(rowOfAlpha(2).key()));
    assertEquals(Optional.of(OWNED), rows().get(existing.key()));
  }

  @Test
  void aTransactionIsRefusedForAKeyInUseButNotForAnExpiredKey() {
    IdempotencyRecord existing = idempotencyRecord(1, NOW.plusSeconds(1));
    IdempotencyRecord second = idempotencyRecord(2, NOW.plusSeconds(60));
    put(existing);

    assertEquals(
        new TransactionOutcome.Refused(Map.of(existing.key(), existing)),
        rows().transact(messageAndKey(message(2), second, NOW)));
    assertEquals(Optional.empty(), rows().get(message(2).key()));
    assertEquals(
        new TransactionOutcome.Committed(),
        rows().transact(messageAndKey(message(2), second, NOW.plusSeconds(1))));

    assertEquals(Optional.of(second), rows().get(existing.key()));
    assertEquals(Optional.of(message(2)), rows().get(message(2).key()));
  }

  @Test
  void aRefusedTransactionReplacesNothing() {
    HandleRow existing = reservation("sign-in-of-alpha", NOW.plusSeconds(60));
    put(rowOfAlpha(2), existing);

    TransactionOutcome outcome =
        rows()
            .transact(
                List.of(
                    new ConditionalPut(
                        rowOfAlpha(1).at(moment(2)), new KeyIsFreeOrSameGroup(GROUP)),
                    new ConditionalPut(OWNED, openTo("sign-in-of-beta", NOW))));

    assertEquals(new TransactionOutcome.Refused(Map.of(OWNED.key(), existing)), outcome);
    assertEquals(Optional.of(rowOfAlpha(2)), rows().get(rowOfAlpha(2).key()));
    assertEquals(Optional.of(existing), rows().get(existing.key()));
  }

  // -------------------------------------------------------------------------------------------------------- helpers

  @ParameterizedTest
  @EnumSource
  void aMarkerIsCreatedAndMovesForward(Marker marker) {
    assertEquals(moment(5), rows().advanceMarker(STATE, marker, moment(5)));
    assertEquals(moment(6), rows().advanceMarker(STATE, marker, moment(6)));

    assertEquals(
        Optional.of(ReadState.none(ALPHA.uuid(), GROUP).with(marker, Optional.of(moment(6)))),
        rows().get(STATE));
  }

  @ParameterizedTest
  @EnumSource
  void aMarkerNeverMovesBack(Marker marker) {
    rows().advanceMarker(STATE, marker, moment(5));

    assertEquals(moment(5), rows().advanceMarker(STATE, marker, moment(5)));
    assertEquals(moment(5), rows().advanceMarker(STATE, marker, moment(4)));

    assertEquals(Optional.of(moment(5)), rows().get(STATE).orElseThrow().at(marker));
  }

  @Test
  void aMarkerLeavesTheOthersAsTheyAre() {
    rows().advanceMarker(STATE, Marker.READ, moment(1));
    rows().advanceMarker(STATE, Marker.HIDDEN, moment(2));
    rows().advanceMarker(STATE, Marker.CLEARED, moment(3));
    rows().removeMarker(STATE, Marker.HIDDEN, moment(2));

    assertEquals(
        Optional.of(
            new ReadState(
                ALPHA.uuid(),
                GROUP,
                Map.of(Marker.READ, moment(1), Marker.CLEARED, moment(3)),
                Set.of())),
        rows().get(STATE));
  }

  @Test
  void aLaterMarkerIsNotRemoved() {
    rows().advanceMarker(STATE, Marker.HIDDEN, moment(5));

    rows().removeMarker(STATE, Marker.HIDDEN, moment(4));

    assertEquals(Optional.of(moment(5)), rows().get(STATE).orElseThrow().hiddenUpTo());
  }

  @Test
  void removingAnAbsentMarkerWritesNothing() {
    rows().removeMarker(STATE, Marker.HIDDEN, moment(5));

    assertEquals(Optional.empty(), rows().get(STATE));
  }

  @Test
  void aMarkerOfOneMemberAndGroupTouchesNoOther() {
    rows().advanceMarker(STATE, Marker.READ, moment(5));

    assertEquals(Optional.empty(), rows().get(new RowKey.OfReadState(BETA.uuid(), GROUP)));
    assertEquals(Optional.empty(), rows().get(new RowKey.OfReadState(ALPHA.uuid(), OTHER_GROUP)));
  }

  @Test
  void aMembersReadStatesAreReadPageByPage() {
    List<ReadState> states =
        List.of(
            ReadState.none(ALPHA.uuid(), GROUP).with(Marker.READ, Optional.of(moment(1))),
            ReadState.none(ALPHA.uuid(), OTHER_GROUP).with(Marker.READ, Optional.of(moment(2))));
    states.forEach(this::put);
    put(ReadState.none(BETA.uuid(), GROUP));

    RowPage<ReadState> first =
        rows().query(new RowQuery.ReadStatesOfMember(ALPHA.uuid(), Optional.empty(), 1));

    assertEquals(states.subList(0, 1), first.rows());
    assertEquals(
        Optional.of(new RowQuery.ReadStatesOfMember(ALPHA.uuid(), Optional.of(GROUP), 1)),
        first.next());
    assertEquals(
        states, rows().all(new RowQuery.ReadStatesOfMember(ALPHA.uuid(), Optional.empty(), 1)));
  }

  @Test
  void messagesAfterATimeAreReadNewestFirstAndPageByPage() {
    put(message(1), message(2), message(3), message(4));
    put(messageOf(OTHER_GROUP, moment(5)));

    assertEquals(
        List.of(message(4), message(3)),
        rows().all(RowQuery.NewerMessages.than(Optional.of(moment(2)), GROUP, 100)));
    assertEquals(
        List.of(message(4), message(3)),
        rows().all(RowQuery.NewerMessages.than(Optional.of(moment(2)), GROUP, 1)));
    assertEquals(
        List.of(message(4), message(3), message(2), message(1)),
        rows().all(RowQuery.NewerMessages.than(Optional.empty(), GROUP, 3)));
    assertEquals(
        List.of(), rows().all(RowQuery.NewerMessages.than(Optional.of(moment(4)), GROUP, 100)));
  }

  private void put(Row... all) {
    for (Row row : all) {
      assertEquals(new PutOutcome.Written(), rows().put(row, new KeyIsFree()));
    }
  }

  private Set<MessageGroup> indexed(String groupUuid) {
    indexCaughtUp();
    List<MessageGroup> read = rows().all(RowQuery.IndexOfGroup.of(groupUuid));
    Set<MessageGroup> rows = Set.copyOf(read);
    assertEquals(read.size(), rows.size(), "rows read twice");
    return rows;
  }

  private <R extends Row> List<List<R>> pages(RowQuery<R> query) {
    List<List<R>> pages = new ArrayList<>();
    Optional<RowQuery<R>> next = Optional.of(query);
    while (next.isPresent()) {
      RowPage<R> page = rows().query(next.get());
      pages.add(page.rows());
      next = page.next();
    }
    return pages;
  }

  private static RowQuery<Message> messages(int limit) {
    return new RowQuery.Messages(GROUP, Optional.empty(), limit);
  }

  private static RowQuery<Message> messagesBefore(Timestamp moment) {
    return new RowQuery.Messages(GROUP, Optional.of(moment.text()), 20);
  }

  private static RowQuery<MessageGroup> groupsOfAlpha(int limit) {
    return new RowQuery.GroupsOfMember(ALPHA.uuid(), Optional.empty(), limit);
  }

  private static RowQuery<MessageGroup> rowsAbove(Timestamp moment) {
    return RowQuery.MemberSearch.ofGroupAbove(ALPHA.uuid(), GROUP, moment.text());
  }

  private static List<ConditionalPut> ifKeysAreFree(List<Row> rows) {
    return rows.stream().map(row -> new ConditionalPut(row, new KeyIsFree())).toList();
  }

  private static List<ConditionalPut> messageAndKey(
      Message message, IdempotencyRecord key, Instant now) {
    return List.of(
        new ConditionalPut(message, new KeyIsFree()),
        new ConditionalPut(key, new KeyIsFreeOrExpired(now)));
  }

  private static HandleRow reservation(String owner, Instant expiresAt) {
    return new HandleRow.Reserved("alpha", owner, Optional.empty(), expiresAt);
  }

  private static HandleRow.Reserved reservationBy(
      String emailDigest, String owner, Instant expiresAt) {
    return new HandleRow.Reserved("alpha", owner, Optional.of(emailDigest), expiresAt);
  }

  private static PutCondition openTo(String owner, Instant now) {
    return new HandleIsOpenTo(owner, now);
  }
}
