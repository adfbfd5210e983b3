package cruddur.simulation;

import static java.util.stream.Collectors.joining;

import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.UsageUpdate;
import cruddur.messaging.port.row.IdempotencyRecord;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UsageWindows;
import java.util.Collection;
import java.util.Optional;

/** Formats requests and responses for a trace. */
final class TraceFormatter {

  private TraceFormatter() {}

  static String request(TableRequest<?> request) {
    return switch (request) {
      case TableRequest.Get<?>(var key) -> "get " + key(key);
      case TableRequest.Query<?>(var query) -> "query " + query(query);
      case TableRequest.Put(Row row, PutCondition condition) ->
          "put " + row(row) + " if " + condition(condition);
      case TableRequest.AdvanceMarker(var key, Marker marker, Timestamp upTo) ->
          "move %s of %s to %s".formatted(marker, key(key), time(upTo.text()));
      case TableRequest.RemoveMarker(var key, Marker marker, Timestamp upTo) ->
          "remove %s of %s up to %s".formatted(marker, key(key), time(upTo.text()));
      case TableRequest.Count(UsageUpdate update) -> "count " + row(update.changes());
      case TableRequest.Delete(MessageGroup seen) -> "delete " + row(seen);
      case TableRequest.Transact(var puts) ->
          "put together "
              + puts.stream()
                  .map(put -> row(put.row()) + " if " + condition(put.condition()))
                  .collect(joining(", "));
      case TableRequest.TransactAgain() -> "put together again";
    };
  }

  static String response(Object response) {
    return switch (response) {
      case Optional<?> found -> found.map(row -> row((Row) row)).orElse("nothing");
      case RowPage<?>(var rows, var _, var next) ->
          rows(rows) + (next.isPresent() ? " and more" : "");
      case PutOutcome.Written() -> "written";
      case PutOutcome.Refused(Row existing) -> "refused, row exists: " + row(existing);
      case UsageWindows counted -> "counted " + row(counted);
      case Timestamp upTo -> "moved to " + time(upTo.text());
      case Boolean deleted -> deleted ? "deleted" : "not deleted";
      case TransactionOutcome.Committed() -> "committed";
      case TransactionOutcome.Refused(var existing) ->
          "refused, rows exist: " + rows(existing.values());
      case TransactionOutcome.Conflict() -> "conflict";
      default -> response.toString();
    };
  }

  static String fate(RequestFate fate) {
    return fate == RequestFate.RESPONDED ? "" : " " + fate;
  }

  static String rows(Collection<? extends Row> rows) {
    return rows.stream().map(TraceFormatter::row).collect(joining(", ", "[", "]"));
  }

  private static String row(Row row) {
    String key = key(row.key());
    return switch (row) {
      case Message message -> key + " '" + message.text() + "'";
      case MessageGroup group ->
          key
              + " of "
              + SimulatedUuids.shortened(group.uuid())
              + " '"
              + group.lastText()
              + "'"
              + (group.lastMessageAt().equals(group.sortKey())
                  ? ""
                  : " of " + time(group.lastMessageAt().text()));
      case Pair pair -> key + " has " + SimulatedUuids.shortened(pair.groupUuid());
      case ReadState state ->
          "%s read %s hidden %s cleared %s"
              .formatted(
                  key, time(state.readUpTo()), time(state.hiddenUpTo()), time(state.clearedUpTo()));
      case IdempotencyRecord sent -> key + " for " + SimulatedUuids.shortened(sent.messageUuid());
      default -> key;
    };
  }

  private static String key(RowKey<?> key) {
    return switch (key) {
      case RowKey.OfMessage(String group, String at) ->
          "MSG " + SimulatedUuids.shortened(group) + " " + time(at);
      case RowKey.OfMessageGroup(String member, String at) ->
          "GRP " + SimulatedUuids.shortened(member) + " " + time(at);
      case RowKey.OfPair(String lower, String higher) ->
          "DUO " + SimulatedUuids.shortened(lower) + " " + SimulatedUuids.shortened(higher);
      case RowKey.OfIdempotencyRecord(String sender, String idempotencyKey) ->
          "KEY " + SimulatedUuids.shortened(sender) + " " + idempotencyKey;
      case RowKey.OfUsageWindows(String limit, String caller) ->
          "LIM " + limit + " " + SimulatedUuids.shortened(caller);
      case RowKey.OfReadState(String member, String group) ->
          "MBR " + SimulatedUuids.shortened(member) + " " + SimulatedUuids.shortened(group);
      case RowKey.OfSignIn(String sub) -> "SUB " + sub;
      case RowKey.OfHandle(String handle) -> "HDL " + handle;
      case RowKey.OfEmail(String emailDigest) -> "EML " + emailDigest;
    };
  }

  private static String query(RowQuery<?> query) {
    return switch (query) {
      case RowQuery.Messages messages ->
          messages.limit()
              + " messages of "
              + SimulatedUuids.shortened(messages.groupUuid())
              + before(messages.before());
      case RowQuery.NewerMessages newer ->
          newer.limit()
              + " messages of "
              + SimulatedUuids.shortened(newer.groupUuid())
              + " after "
              + time(newer.after())
              + before(newer.before());
      case RowQuery.ReadStatesOfMember states ->
          states.limit() + " read states of " + SimulatedUuids.shortened(states.memberUuid());
      case RowQuery.GroupsOfMember groups ->
          groups.limit()
              + " rows of "
              + SimulatedUuids.shortened(groups.memberUuid())
              + before(groups.before());
      case RowQuery.MemberSearch search ->
          "rows of "
              + SimulatedUuids.shortened(search.memberUuid())
              + switch (search.filter()) {
                case RowQuery.MemberFilter.Group(String group) ->
                    " in " + SimulatedUuids.shortened(group);
                case RowQuery.MemberFilter.OtherMember(String user) ->
                    " with " + SimulatedUuids.shortened(user);
              }
              + search.above().map(key -> " above " + time(key)).orElse("");
      case RowQuery.IndexOfGroup index ->
          "index of "
              + SimulatedUuids.shortened(index.groupUuid())
              + index.after().map(last -> " after " + position(last)).orElse("");
    };
  }

  private static String position(RowQuery.IndexPosition last) {
    return key(new RowKey.OfMessageGroup(last.pk().replace("GRP#", ""), last.sk()));
  }

  private static String before(Optional<String> key) {
    return key.map(text -> " before " + time(text)).orElse("");
  }

  private static String condition(PutCondition condition) {
    return switch (condition) {
      case PutCondition.None() -> "always";
      case PutCondition.KeyIsFree() -> "free";
      case PutCondition.KeyIsFreeOrSameGroup(String group) ->
          "free or of " + SimulatedUuids.shortened(group);
      case PutCondition.KeyIsFreeOrExpired(var now) -> "free or expired at " + now;
      case PutCondition.HandleIsOpenTo openTo -> "open to " + openTo.owner();
      case PutCondition.HandleIsReservedAs(var seen) -> "free or reserved by " + seen.owner();
    };
  }

  private static String time(Optional<Timestamp> marker) {
    return marker.map(upTo -> time(upTo.text())).orElse("nothing");
  }

  /** Shortens timestamps of the first minute, in which every world starts. */
  private static String time(String text) {
    return text.replace("2026-01-01T00:00:", ":").replace("+00:00", "");
  }
}
