package cruddur.messaging.live;

import static java.util.stream.Collectors.toMap;

import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.RowsUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Publishes the events of a batch of stream records to the channels of their members, the events of
 * a channel in order and several channels side by side. Writes nothing to the table.
 *
 * <p>A failure to publish loses events. Only records whose members cannot be found yet are retried,
 * with all records after them, so that an event may be published twice.
 */
public final class MemberNotifier {

  private static final int MAX_CONCURRENT_REQUESTS = 16;
  private static final int MEMBERS_OF_A_GROUP = 2;

  private final GroupMembers members;
  private final EventPublisher publisher;
  private final LiveEventFormat format;
  private final ConcurrentTasks tasks;
  private final CircuitBreaker breaker;

  /** The events of a batch by their recipients, and the records whose recipients are not known. */
  private record BatchEvents(
      Map<String, List<String>> byUser,
      List<LiveRecord> notIndexedYet,
      List<LiveRecord> unreadable) {}

  public MemberNotifier(
      GroupMembers members,
      EventPublisher publisher,
      LiveEventFormat format,
      ConcurrentTasks tasks,
      InstantSource clock) {
    this.members = members;
    this.publisher = publisher;
    this.format = format;
    this.tasks = tasks;
    this.breaker = new CircuitBreaker(clock);
  }

  /** Prepares the first publish request before a SnapStart snapshot. Sends nothing. */
  public void prime() {
    publisher.prime();
  }

  /**
   * Notifies the members.
   *
   * @param isOutOfTime asked before each request, by several threads; once true, the other events
   *     are lost, and no record is retried
   */
  public NotifyResult notify(List<LiveRecord> records, BooleanSupplier isOutOfTime) {
    BatchEvents events = eventsByUser(records, membersByGroup(records, isOutOfTime));
    PublishRun run = new PublishRun(publisher, breaker, isOutOfTime);
    publishAll(events.byUser(), run);
    lost(events.unreadable(), "no row that names the members can be read", run);
    if (!isOutOfTime.getAsBoolean()) {
      return run.result(
          events.notIndexedYet().stream().map(LiveRecord::sequenceNumber).findFirst());
    }
    lost(events.notIndexedYet(), "too little time is left to find the members", run);
    return run.result(Optional.empty());
  }

  private static void lost(List<LiveRecord> messages, String reason, PublishRun run) {
    if (!messages.isEmpty()) {
      run.lost(MEMBERS_OF_A_GROUP * messages.size(), reason);
    }
  }

  private Map<String, Recipients> membersByGroup(
      List<LiveRecord> records, BooleanSupplier isOutOfTime) {
    List<String> groups =
        records.stream()
            .map(LiveRecord::event)
            .filter(LiveEvent.Posted.class::isInstance)
            .map(event -> ((LiveEvent.Posted) event).message().groupUuid())
            .distinct()
            .toList();
    return tasks
        .mapLimited(
            MAX_CONCURRENT_REQUESTS, groups, group -> Map.entry(group, find(group, isOutOfTime)))
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Recipients find(String groupUuid, BooleanSupplier isOutOfTime) {
    if (isOutOfTime.getAsBoolean()) {
      return new Recipients.NotIndexedYet();
    }
    try {
      return members.of(groupUuid);
    } catch (RowsUnavailableException e) {
      // The mapping retries, as for a group that the index does not show yet.
      return new Recipients.NotIndexedYet();
    } catch (RequestRejectedException e) {
      // No group can have this uuid, so nobody is a member.
      return new Recipients.Known(Set.of());
    }
  }

  private BatchEvents eventsByUser(
      List<LiveRecord> records, Map<String, Recipients> membersByGroup) {
    BatchEvents events =
        new BatchEvents(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    for (LiveRecord record : records) {
      Recipients recipients =
          switch (record.event()) {
            case LiveEvent.Posted(var message) -> membersByGroup.get(message.groupUuid());
            case LiveEvent.Read read -> new Recipients.Known(Set.of(read.memberUuid()));
          };
      switch (recipients) {
        case Recipients.Known(Set<String> users) -> {
          String json = format.json(record.event());
          users.forEach(
              user -> events.byUser().computeIfAbsent(user, _ -> new ArrayList<>()).add(json));
        }
        case Recipients.NotIndexedYet() -> events.notIndexedYet().add(record);
        case Recipients.Unreadable() -> events.unreadable().add(record);
      }
    }
    return events;
  }

  private void publishAll(Map<String, List<String>> eventsByUser, PublishRun run) {
    tasks.runLimited(
        MAX_CONCURRENT_REQUESTS,
        eventsByUser.entrySet().stream()
            .<Runnable>map(user -> () -> publish(user.getKey(), user.getValue(), run))
            .toList());
  }

  private static void publish(String userUuid, List<String> events, PublishRun run) {
    Optional<String> channel = MemberChannel.of(userUuid);
    if (channel.isEmpty()) {
      run.lost(events.size(), "a user's uuid cannot be part of a channel");
      return;
    }
    for (List<String> request : requests(events)) {
      run.publish(channel.get(), request);
    }
  }

  /** Splits events into as few requests as allowed. */
  private static List<List<String>> requests(List<String> events) {
    List<List<String>> requests = new ArrayList<>();
    int bytes = 0;
    for (String event : events) {
      int size = event.getBytes(StandardCharsets.UTF_8).length;
      boolean fits =
          !requests.isEmpty()
              && requests.getLast().size() < EventPublisher.MAX_EVENTS
              && bytes + size <= EventPublisher.MAX_REQUEST_BYTES;
      if (!fits) {
        requests.add(new ArrayList<>());
        bytes = 0;
      }
      requests.getLast().add(event);
      bytes += size;
    }
    return requests;
  }
}
