package cruddur.commands.conversations;

import cruddur.commands.tables.TableScan;
import cruddur.commands.targets.TableTarget;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Gatherer;
import java.util.stream.Gatherer.Integrator;
import java.util.stream.Stream;

/** Finds all users who have conversations. It scans the table, and keeps nothing in memory. */
record MemberScan(TableTarget table) {

  private static final String GROUP_ROWS = MessagesTable.groupsOf("");

  /** Their uuids, each once, since a scan returns the items of a partition together. */
  Stream<String> uuids() {
    return new TableScan(table, Optional.of(GROUP_ROWS))
        .items()
        .map(item -> item.get(MessagesTable.PK).s().substring(GROUP_ROWS.length()))
        .gather(withoutRepetitions());
  }

  private static Gatherer<String, ?, String> withoutRepetitions() {
    return Gatherer.ofSequential(
        AtomicReference<String>::new,
        Integrator.ofGreedy((last, uuid, downstream) ->
            uuid.equals(last.getAndSet(uuid)) || downstream.push(uuid)));
  }
}
