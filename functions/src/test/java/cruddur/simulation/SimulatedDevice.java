package cruddur.simulation;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.posting.PostResult;
import cruddur.messaging.reading.ListedGroup;
import cruddur.messaging.reading.MessageGroupLists.Visibility;
import cruddur.messaging.reading.Page;
import cruddur.messaging.reading.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A user's device: posts, starts conversations, reads, and tries to access conversations of others.
 * Acknowledged posts go into the ledger, and every read is checked against it.
 */
final class SimulatedDevice implements InvocationSource {

  private static final PageRequest WHOLE_LIST =
      new PageRequest(PageRequest.MAX_LIMIT, Optional.empty());

  private static final int MAX_SMALL_PAGE = 3;

  private static final double COLD_START_CHANCE = 0.2;

  private final String name;
  private final UserProfile user;
  private final UserOutbox outbox;
  private final List<UserProfile> others;
  private final Supplier<FunctionInstance> coldStart;
  private final PostLedger ledger;
  private final ReadStateInvariants readStates;
  private final DeviceMarks marks;
  private final RandomGenerator random;
  private final Set<String> knownGroups = new LinkedHashSet<>();
  private FunctionInstance functions;
  private Optional<String> groupToRead = Optional.empty();
  private int postsLeft;
  private boolean isRunning;

  /**
   * Creates a device that has sent nothing.
   *
   * @param outbox the user's outbox, which all their devices share
   * @param others the other users
   * @param posts the number of messages to post
   * @param coldStart makes a new instance of the functions
   * @param marks the changes of read states that it makes
   */
  SimulatedDevice(
      String name,
      UserOutbox outbox,
      List<UserProfile> others,
      int posts,
      Supplier<FunctionInstance> coldStart,
      PostLedger ledger,
      ReadStateInvariants readStates,
      DeviceMarks marks,
      RandomGenerator random) {
    this.name = name;
    this.user = outbox.user();
    this.outbox = outbox;
    this.others = others;
    this.postsLeft = posts;
    this.coldStart = coldStart;
    this.ledger = ledger;
    this.readStates = readStates;
    this.marks = marks;
    this.random = random;
    this.functions = coldStart.get();
  }

  @Override
  public boolean isReady() {
    return postsLeft > 0 || groupToRead.isPresent() || outbox.hasRetriesLeft() || marks.isReady();
  }

  /** Whether an invocation of this device is running. */
  boolean isRunning() {
    return isRunning;
  }

  @Override
  public SimulatedInvocation next() {
    isRunning = true;
    if (outbox.hasRetriesLeft() && (postsLeft == 0 || random.nextInt(3) == 0)) {
      return sending("retries", outbox.retry());
    }
    if (groupToRead.isPresent() && (postsLeft == 0 || random.nextBoolean())) {
      String group = groupToRead.get();
      groupToRead = Optional.empty();
      return random.nextBoolean() ? reading(group) : listing();
    }
    if (marks.isReady() && (postsLeft == 0 || random.nextBoolean())) {
      return marks.next(() -> functions);
    }
    if (random.nextInt(10) == 0) {
      return listing();
    }
    List<String> groupsOfOthers = ledger.groupsWithout(user);
    if (!groupsOfOthers.isEmpty() && random.nextInt(10) == 0) {
      return intruding(anyOf(groupsOfOthers));
    }
    postsLeft--;
    return knownGroups.isEmpty() || random.nextInt(4) == 0
        ? sending("starts", post(new SimulatedPost.Target.User(anyOf(others))))
        : sending("posts", post(new SimulatedPost.Target.Group(anyOf(List.copyOf(knownGroups)))));
  }

  private SimulatedPost post(SimulatedPost.Target target) {
    return outbox.post(target, name + " " + postsLeft);
  }

  @Override
  public void ended(SimulatedInvocation.End end) {
    isRunning = false;
    boolean isCrashed =
        switch (end) {
          case SimulatedInvocation.End.Crashed() -> true;
          case SimulatedInvocation.End.Returned() -> false;
          case SimulatedInvocation.End.Threw(RowsUnavailableException unavailable) -> false;
          case SimulatedInvocation.End.Threw(InvariantViolation violation) -> throw violation;
          case SimulatedInvocation.End.Threw(Throwable cause) ->
              throw new InvariantViolation("a function threw an unexpected error", cause);
        };
    if (isCrashed || random.nextDouble() < COLD_START_CHANCE) {
      functions = coldStart.get();
    }
  }

  private SimulatedInvocation sending(String verb, SimulatedPost post) {
    Instant sentAt = ledger.sent(post);
    return new SimulatedInvocation(
        name + " " + verb,
        () -> {
          PostResult result;
          try {
            result = post.sendBy(functions);
          } catch (RequestRefusedException refusal) {
            if (!refusal.codes().equals(List.of(ErrorCode.IDEMPOTENCY_KEY_REUSED))) {
              throw memberRefused(refusal);
            }
            ledger.keyReused(post, sentAt);
            return;
          }
          ledger.acknowledged(post, result, sentAt);
          knownGroups.add(result.message().groupUuid());
          groupToRead = Optional.of(result.message().groupUuid());
        });
  }

  private SimulatedInvocation reading(String group) {
    Set<Message> expected = ledger.messagesIn(group);
    ReadState before = readStates.stateOf(user, group);
    return new SimulatedInvocation(
        name + " reads",
        () -> {
          List<Message> listed;
          try {
            listed = allMessages(group);
          } catch (RequestRefusedException refusal) {
            throw memberRefused(refusal);
          }
          Set<String> read = new HashSet<>();
          listed.forEach(message -> read.add(message.text()));
          ReadState after = readStates.stateOf(user, group);
          Set<String> uuids = new HashSet<>();
          listed.forEach(message -> uuids.add(message.uuid()));
          require(uuids.size() == listed.size(), "a message was listed twice");
          require(
              expected.stream()
                  .filter(message -> !after.hasCleared(message.createdAt()))
                  .allMatch(message -> read.contains(message.text())),
              "an acknowledged message was not listed");
          ReadStateInvariants.requireNotCleared(before, listed);
          listed.stream()
              .map(Message::createdAt)
              .max(Comparator.naturalOrder())
              .ifPresent(newest -> marks.show(group, newest));
        });
  }

  /** The messages of all pages. */
  private List<Message> allMessages(String group) {
    List<Message> messages = new ArrayList<>();
    Optional<String> before = Optional.empty();
    do {
      Page<Message> page =
          functions.messages().page(user, group, new PageRequest(PageRequest.MAX_LIMIT, before));
      messages.addAll(page.items());
      before = page.next();
    } while (before.isPresent());
    return messages;
  }

  /** Lists the visible groups or the hidden ones, with one page or with small ones. */
  private SimulatedInvocation listing() {
    boolean isPaged = random.nextInt(3) == 0;
    int limit = isPaged ? random.nextInt(1, MAX_SMALL_PAGE + 1) : PageRequest.MAX_LIMIT;
    Visibility visibility = random.nextInt(4) == 0 ? Visibility.HIDDEN : Visibility.VISIBLE;
    ReadStateInvariants.ListExpectation expected = readStates.expectList(user, visibility, isPaged);
    return new SimulatedInvocation(
        name + " lists " + visibility,
        () -> {
          Optional<String> before = Optional.empty();
          do {
            Page<ListedGroup> page =
                functions.groups().page(user, new PageRequest(limit, before), visibility);
            expected.checkPage(page.items());
            page.items().stream().map(ListedGroup::group).forEach(this::shown);
            before = page.next();
          } while (before.isPresent());
          expected.checkAll();
        });
  }

  private void shown(MessageGroup group) {
    knownGroups.add(group.uuid());
    marks.show(group.uuid(), group.lastMessageAt());
  }

  private SimulatedInvocation intruding(String group) {
    return new SimulatedInvocation(
        name + " intrudes",
        () -> {
          SimulatedPost post =
              new SimulatedPost(
                  user, new SimulatedPost.Target.Group(group), "intruding", Optional.of("key-1"));
          try {
            switch (random.nextInt(3)) {
              case 0 -> functions.messages().page(user, group, WHOLE_LIST);
              case 1 -> marks.intrude(functions, group);
              default -> post.sendBy(functions);
            }
          } catch (RequestRefusedException refusal) {
            // The user may have used the key for a post of their own, which tells nothing of the
            // group.
            require(
                refusal.codes().equals(List.of(ErrorCode.MESSAGE_GROUP_NOT_FOUND))
                    || refusal.codes().equals(List.of(ErrorCode.IDEMPOTENCY_KEY_REUSED)),
                "a non-member was refused for another reason: " + refusal.codes());
            return;
          }
          throw new InvariantViolation("a stranger accessed a conversation");
        });
  }

  private static InvariantViolation memberRefused(RequestRefusedException refusal) {
    return new InvariantViolation("a member was refused: " + refusal.codes());
  }

  private <T> T anyOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static void require(boolean holds, String violation) {
    if (!holds) {
      throw new InvariantViolation(violation);
    }
  }
}
