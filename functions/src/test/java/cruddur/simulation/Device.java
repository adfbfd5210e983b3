package cruddur.simulation;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.posting.PostResult;
import cruddur.messaging.reading.Page;
import cruddur.messaging.reading.PageRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A user at one of his devices: posts, starts conversations, reads, and tries what is none of his
 * business. What he is told goes into the ledger, and what he reads is held against it.
 */
final class Device implements Actor {

  private static final PageRequest WHOLE_LIST = new PageRequest(PageRequest.MOST, Optional.empty());

  private static final double STARTS_COLD = 0.2;

  private final String name;
  private final UserProfile user;
  private final Outbox outbox;
  private final List<UserProfile> others;
  private final Supplier<Functions> coldStart;
  private final Ledger ledger;
  private final RandomGenerator random;
  private final Set<String> groupsKnown = new LinkedHashSet<>();
  private Functions functions;
  private Optional<String> wantsToRead = Optional.empty();
  private int postsLeft;
  private boolean isUnderWay;

  /**
   * A device that has done nothing yet.
   *
   * @param outbox the user's, which he shares with his other devices
   * @param others whom he talks to
   * @param posts messages he will post
   * @param coldStart makes a fresh instance of the functions
   */
  Device(
      String name,
      Outbox outbox,
      List<UserProfile> others,
      int posts,
      Supplier<Functions> coldStart,
      Ledger ledger,
      RandomGenerator random) {
    this.name = name;
    this.user = outbox.user();
    this.outbox = outbox;
    this.others = others;
    this.postsLeft = posts;
    this.coldStart = coldStart;
    this.ledger = ledger;
    this.random = random;
    this.functions = coldStart.get();
  }

  @Override
  public boolean isReady() {
    return postsLeft > 0 || wantsToRead.isPresent() || outbox.hasRepetitionsLeft();
  }

  /** Whether an invocation of his is under way. */
  boolean isUnderWay() {
    return isUnderWay;
  }

  @Override
  public SimulatedInvocation next() {
    isUnderWay = true;
    if (outbox.hasRepetitionsLeft() && (postsLeft == 0 || random.nextInt(3) == 0)) {
      return sending("repeats", outbox.repetition());
    }
    if (wantsToRead.isPresent() && (postsLeft == 0 || random.nextBoolean())) {
      String group = wantsToRead.get();
      wantsToRead = Optional.empty();
      return random.nextBoolean() ? reading(group) : listing();
    }
    if (random.nextInt(10) == 0) {
      return listing();
    }
    List<String> forbidden = ledger.groupsWithout(user);
    if (!forbidden.isEmpty() && random.nextInt(10) == 0) {
      return intruding(anyOf(forbidden));
    }
    postsLeft--;
    return groupsKnown.isEmpty() || random.nextInt(4) == 0
        ? sending("starts", post(new Post.Target.User(anyOf(others))))
        : sending("posts", post(new Post.Target.Group(anyOf(List.copyOf(groupsKnown)))));
  }

  private Post post(Post.Target target) {
    return outbox.post(target, name + " " + postsLeft);
  }

  @Override
  public void ended(SimulatedInvocation.End end) {
    isUnderWay = false;
    boolean isGone =
        switch (end) {
          case SimulatedInvocation.End.Died() -> true;
          case SimulatedInvocation.End.Returned() -> false;
          case SimulatedInvocation.End.Threw(RowsUnavailableException unavailable) -> false;
          case SimulatedInvocation.End.Threw(BrokenInvariant broken) -> throw broken;
          case SimulatedInvocation.End.Threw(Throwable cause) ->
              throw new BrokenInvariant("a function threw", cause);
        };
    if (isGone || random.nextDouble() < STARTS_COLD) {
      functions = coldStart.get();
    }
  }

  private SimulatedInvocation sending(String verb, Post post) {
    Instant asked = ledger.sends(post);
    return new SimulatedInvocation(
        name + " " + verb,
        () -> {
          PostResult posted;
          try {
            posted = post.sendBy(functions);
          } catch (RequestRefusedException refusal) {
            if (!refusal.codes().equals(List.of(ErrorCode.IDEMPOTENCY_KEY_REUSED))) {
              throw memberRefused(refusal);
            }
            ledger.refusedForItsKey(post, asked);
            return;
          }
          ledger.acknowledged(post, posted, asked);
          groupsKnown.add(posted.message().groupUuid());
          wantsToRead = Optional.of(posted.message().groupUuid());
        });
  }

  private SimulatedInvocation reading(String group) {
    Set<String> promised = ledger.textsIn(group);
    return new SimulatedInvocation(
        name + " reads",
        () -> {
          Page<Message> page;
          try {
            page = functions.messages().page(user, group, WHOLE_LIST);
          } catch (RequestRefusedException refusal) {
            throw memberRefused(refusal);
          }
          Set<String> read = new HashSet<>();
          page.items().forEach(message -> read.add(message.text()));
          Set<String> uuids = new HashSet<>();
          page.items().forEach(message -> uuids.add(message.uuid()));
          require(uuids.size() == page.items().size(), "a message was read twice");
          require(read.containsAll(promised), "an acknowledged message was not there to read");
        });
  }

  private SimulatedInvocation listing() {
    Set<String> promised = ledger.groupsOf(user);
    return new SimulatedInvocation(
        name + " lists",
        () -> {
          Page<MessageGroup> page = functions.groups().page(user, WHOLE_LIST);
          Set<String> listed = new LinkedHashSet<>();
          page.items().forEach(group -> listed.add(group.uuid()));
          require(listed.size() == page.items().size(), "a group was listed twice");
          require(listed.containsAll(promised), "a group was not listed");
          groupsKnown.addAll(listed);
        });
  }

  private SimulatedInvocation intruding(String group) {
    return new SimulatedInvocation(
        name + " intrudes",
        () -> {
          Post post =
              new Post(user, new Post.Target.Group(group), "intruding", Optional.of("key-1"));
          try {
            if (random.nextBoolean()) {
              functions.messages().page(user, group, WHOLE_LIST);
            } else {
              post.sendBy(functions);
            }
          } catch (RequestRefusedException refusal) {
            require(
                refusal.codes().equals(List.of(ErrorCode.MESSAGE_GROUP_NOT_FOUND)),
                "a non-member was refused for another reason: " + refusal.codes());
            return;
          }
          throw new BrokenInvariant("a stranger was let into a conversation");
        });
  }

  private static BrokenInvariant memberRefused(RequestRefusedException refusal) {
    return new BrokenInvariant("a member was refused: " + refusal.codes());
  }

  private <T> T anyOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new BrokenInvariant(otherwise);
    }
  }
}
