package cruddur.messaging.live;

import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.RowsUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  private final GroupMembers members;
  private final EventPublisher publisher;
  private final LiveEventFormat format;
  private final ConcurrentTasks tasks;

  public MemberNotifier(
      GroupMembers members,
      EventPublisher publisher,
      LiveEventFormat format,
      ConcurrentTasks tasks) {
    this.members = members;
    this.publisher = publisher;
    this.format = format;
    this.tasks = tasks;
  }

  /**
   * Notifies the members.
   *
   * @param outOfTime asked before each publish request and by several threads; once true, the other
   *     events are lost
   */
  public NotifyResult notify(List<LiveRecord> records, BooleanSupplier outOfTime) {
    Map<String, Set<String>> membersByGroup = membersByGroup(records);
    Map<String, List<String>> eventsByUser = new LinkedHashMap<>();
    Optional<String> retryFrom = Optional.empty();
    for (LiveRecord record : records) {
      Optional<Set<String>> recipients =
          switch (record.event()) {
            case LiveEvent.Posted(var message) ->
                Optional.ofNullable(membersByGroup.get(message.groupUuid()));
            case LiveEvent.Read read -> Optional.of(Set.of(read.memberUuid()));
          };
      if (recipients.isEmpty()) {
        retryFrom = retryFrom.or(() -> Optional.of(record.sequenceNumber()));
        continue;
      }
      String json = format.json(record.event());
      for (String user : recipients.get()) {
        eventsByUser.computeIfAbsent(user, _ -> new ArrayList<>()).add(json);
      }
    }
    PublishRun run = new PublishRun(publisher, outOfTime);
    tasks.runLimited(
        MAX_CONCURRENT_REQUESTS,
        eventsByUser.entrySet().stream()
            .<Runnable>map(user -> () -> publish(user.getKey(), user.getValue(), run))
            .toList());
    return run.result(retryFrom);
  }

  /** The members of each group that the index shows. */
  private Map<String, Set<String>> membersByGroup(List<LiveRecord> records) {
    Map<String, Set<String>> membersByGroup = new ConcurrentHashMap<>();
    List<String> groups =
        records.stream()
            .map(LiveRecord::event)
            .filter(LiveEvent.Posted.class::isInstance)
            .map(event -> ((LiveEvent.Posted) event).message().groupUuid())
            .distinct()
            .toList();
    tasks.runLimited(
        MAX_CONCURRENT_REQUESTS,
        groups.stream()
            .<Runnable>map(
                group -> () -> find(group).ifPresent(found -> membersByGroup.put(group, found)))
            .toList());
    return membersByGroup;
  }

  private Optional<Set<String>> find(String groupUuid) {
    try {
      return members.of(groupUuid);
    } catch (RowsUnavailableException e) {
      // The mapping retries, as for a group that the index does not show yet.
      return Optional.empty();
    } catch (RequestRejectedException e) {
      // No group can have this uuid, so nobody is a member.
      return Optional.of(Set.of());
    }
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
              && bytes + size <= EventPublisher.MAX_EVENT_BYTES;
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
