package cruddur.simulation;

import static java.util.stream.Collectors.joining;

import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.Pair;
import cruddur.conversation.rows.PutCondition;
import cruddur.conversation.rows.PutOutcome;
import cruddur.conversation.rows.RecentUse;
import cruddur.conversation.rows.Row;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.RowPage;
import cruddur.conversation.rows.RowQuery;
import cruddur.conversation.rows.SentMessage;
import cruddur.conversation.rows.TransactionOutcome;
import cruddur.conversation.rows.UseReport;
import java.util.Collection;
import java.util.Optional;

/** Requests and answers as a person reads them in a trace. */
final class Rendering {

  private Rendering() {}

  static String request(Request<?> request) {
    return switch (request) {
      case Request.Get<?>(var key) -> "get " + key(key);
      case Request.Query<?>(var query) -> "query " + query(query);
      case Request.Put(Row row, PutCondition condition) ->
          "put " + row(row) + " if " + condition(condition);
      case Request.Count(UseReport report) -> "count " + row(report.news());
      case Request.Delete(MessageGroup seen) -> "delete " + row(seen);
      case Request.Transact(var puts) ->
          "put together "
              + puts.stream()
                  .map(put -> row(put.row()) + " if " + condition(put.condition()))
                  .collect(joining(", "));
      case Request.TransactAgain() -> "put together what was put before";
    };
  }

  static String answer(Object answer) {
    return switch (answer) {
      case Optional<?> found -> found.map(row -> row((Row) row)).orElse("nothing");
      case RowPage<?>(var rows, var next) -> rows(rows) + (next.isPresent() ? " and more" : "");
      case PutOutcome.Written() -> "written";
      case PutOutcome.Refused(Row standing) -> "refused, there stands " + row(standing);
      case RecentUse counted -> "counted " + row(counted);
      case Boolean stood -> stood ? "deleted" : "not there";
      case TransactionOutcome.Committed() -> "committed";
      case TransactionOutcome.Refused(var standing) ->
          "refused, there stand " + rows(standing.values());
      case TransactionOutcome.Conflict() -> "conflict";
      default -> answer.toString();
    };
  }

  static String fate(Fate fate) {
    return fate == Fate.ANSWERED ? "" : " " + fate;
  }

  static String rows(Collection<? extends Row> rows) {
    return rows.stream().map(Rendering::row).collect(joining(", ", "[", "]"));
  }

  private static String row(Row row) {
    String at = key(row.key());
    return switch (row) {
      case Message message -> at + " '" + message.text() + "'";
      case MessageGroup group ->
          at
              + " of "
              + SimulatedIds.shortened(group.uuid())
              + " '"
              + group.lastText()
              + "'"
              + (group.lastMessageAt().equals(group.sortKey())
                  ? ""
                  : " of " + time(group.lastMessageAt().text()));
      case Pair pair -> at + " has " + SimulatedIds.shortened(pair.groupUuid());
      case SentMessage sent -> at + " for " + SimulatedIds.shortened(sent.messageUuid());
      default -> at;
    };
  }

  private static String key(RowKey<?> key) {
    return switch (key) {
      case RowKey.OfMessage(String group, String at) ->
          "MSG " + SimulatedIds.shortened(group) + " " + time(at);
      case RowKey.OfMessageGroup(String member, String at) ->
          "GRP " + SimulatedIds.shortened(member) + " " + time(at);
      case RowKey.OfPair(String lower, String higher) ->
          "DUO " + SimulatedIds.shortened(lower) + " " + SimulatedIds.shortened(higher);
      case RowKey.OfSentMessage(String sender, String idempotencyKey) ->
          "KEY " + SimulatedIds.shortened(sender) + " " + idempotencyKey;
      case RowKey.OfRecentUse(String limit, String caller) ->
          "LIM " + limit + " " + SimulatedIds.shortened(caller);
      case RowKey.OfSignIn(String sub) -> "SUB " + sub;
      case RowKey.OfHandle(String handle) -> "HDL " + handle;
    };
  }

  private static String query(RowQuery<?> query) {
    return switch (query) {
      case RowQuery.Messages messages ->
          messages.limit()
              + " messages of "
              + SimulatedIds.shortened(messages.groupUuid())
              + before(messages.before());
      case RowQuery.GroupsOfMember groups ->
          groups.limit()
              + " rows of "
              + SimulatedIds.shortened(groups.memberUuid())
              + before(groups.before());
      case RowQuery.MemberSearch search ->
          "rows of "
              + SimulatedIds.shortened(search.memberUuid())
              + switch (search.sought()) {
                case RowQuery.Sought.Group(String group) -> " in " + SimulatedIds.shortened(group);
                case RowQuery.Sought.OtherMember(String user) ->
                    " with " + SimulatedIds.shortened(user);
              }
              + search.above().map(key -> " above " + time(key)).orElse("");
      case RowQuery.IndexOfGroup index ->
          "index of "
              + SimulatedIds.shortened(index.groupUuid())
              + index.after().map(key -> " after " + key(key)).orElse("");
    };
  }

  private static String before(Optional<String> key) {
    return key.map(text -> " before " + time(text)).orElse("");
  }

  private static String condition(PutCondition condition) {
    return switch (condition) {
      case PutCondition.KeyIsFree() -> "free";
      case PutCondition.KeyIsFreeOrOfGroup(String group) ->
          "free or of " + SimulatedIds.shortened(group);
      case PutCondition.KeyIsFreeOrExpired(var now) -> "free or expired at " + now;
      case PutCondition.HandleIsOpenTo(String owner, var now) -> "open to " + owner;
    };
  }

  /** Worlds start with a day; the rest of the first day's timestamps is enough. */
  private static String time(String text) {
    return text.replace("2026-01-01T00:00:", ":").replace("+00:00", "");
  }
}
