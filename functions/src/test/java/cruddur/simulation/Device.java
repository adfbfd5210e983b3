package cruddur.simulation;

import cruddur.conversation.GivenText;
import cruddur.conversation.Outcome;
import cruddur.conversation.Page;
import cruddur.conversation.PageRequest;
import cruddur.conversation.Refusal;
import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.RowsUnavailableException;
import cruddur.conversation.rows.UserProfile;
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

  private static final GivenText NO_KEY = new GivenText.Absent();

  private static final double STARTS_COLD = 0.2;

  private final String name;
  private final UserProfile user;
  private final List<UserProfile> others;
  private final Supplier<Functions> coldStart;
  private final Ledger ledger;
  private final RandomGenerator random;
  private final Set<String> groupsKnown = new LinkedHashSet<>();
  private Functions functions;
  private Optional<String> wantsToRead = Optional.empty();
  private int postsLeft;

  /**
   * A device that has done nothing yet.
   *
   * @param others whom he talks to
   * @param posts messages he will post
   * @param coldStart makes a fresh instance of the functions
   */
  Device(
      String name,
      UserProfile user,
      List<UserProfile> others,
      int posts,
      Supplier<Functions> coldStart,
      Ledger ledger,
      RandomGenerator random) {
    this.name = name;
    this.user = user;
    this.others = others;
    this.postsLeft = posts;
    this.coldStart = coldStart;
    this.ledger = ledger;
    this.random = random;
    this.functions = coldStart.get();
  }

  @Override
  public boolean isReady() {
    return postsLeft > 0 || wantsToRead.isPresent();
  }

  @Override
  public Invocation next() {
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
    String text = name + " " + postsLeft;
    return groupsKnown.isEmpty() || random.nextInt(4) == 0
        ? starting(anyOf(others), text)
        : posting(anyOf(List.copyOf(groupsKnown)), text);
  }

  @Override
  public void ended(Invocation.End end) {
    boolean isGone =
        switch (end) {
          case Invocation.End.Died() -> true;
          case Invocation.End.Returned() -> false;
          case Invocation.End.Threw(RowsUnavailableException unavailable) -> false;
          case Invocation.End.Threw(BrokenInvariant broken) -> throw broken;
          case Invocation.End.Threw(Throwable cause) ->
              throw new BrokenInvariant("a function threw", cause);
        };
    if (isGone || random.nextDouble() < STARTS_COLD) {
      functions = coldStart.get();
    }
  }

  private Invocation starting(UserProfile other, String text) {
    return new Invocation(
        name + " starts",
        () -> {
          GivenText handle = GivenText.of(other.handle());
          String group =
              accepted(functions.starter().start(user, handle, GivenText.of(text), NO_KEY))
                  .message()
                  .groupUuid();
          ledger.started(user, other, group, text);
          groupsKnown.add(group);
          wantsToRead = Optional.of(group);
        });
  }

  private Invocation posting(String group, String text) {
    return new Invocation(
        name + " posts",
        () -> {
          Message told =
              accepted(
                      functions
                          .sender()
                          .send(user, GivenText.of(group), GivenText.of(text), NO_KEY))
                  .message();
          ledger.posted(user, told, text);
          wantsToRead = Optional.of(group);
        });
  }

  private Invocation reading(String group) {
    Set<String> promised = ledger.textsIn(group);
    return new Invocation(
        name + " reads",
        () -> {
          Page<Message> page = accepted(functions.messages().page(user, group, WHOLE_LIST));
          Set<String> read = new HashSet<>();
          page.items().forEach(message -> read.add(message.text()));
          require(read.size() == page.items().size(), "a message was read twice");
          require(read.containsAll(promised), "an acknowledged message was not there to read");
        });
  }

  private Invocation listing() {
    Set<String> promised = ledger.groupsOf(user);
    return new Invocation(
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

  private Invocation intruding(String group) {
    return new Invocation(
        name + " intrudes",
        () -> {
          Outcome<?> outcome =
              random.nextBoolean()
                  ? functions.messages().page(user, group, WHOLE_LIST)
                  : functions
                      .sender()
                      .send(user, GivenText.of(group), GivenText.of("intruding"), NO_KEY);
          require(
              outcome.equals(Outcome.refused(Refusal.MESSAGE_GROUP_NOT_FOUND)),
              "a stranger was let into a conversation");
        });
  }

  private <T> T accepted(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<T>(T value) -> value;
      case Outcome.Refused<T>(var reasons) ->
          throw new BrokenInvariant("a member was refused: " + reasons);
    };
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
