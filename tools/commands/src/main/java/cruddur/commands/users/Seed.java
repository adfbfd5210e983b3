package cruddur.commands.users;

import cruddur.commands.postgres.Database;
import cruddur.commands.postgres.DatabaseOptions;
import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.users.SignInPlan.Conflict;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.toolkit.sample.SampleUsers;
import cruddur.toolkit.users.AppUser;
import cruddur.toolkit.users.UsersTable;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets two users of Postgres have had a conversation. */
@Command(
    name = "seed",
    description = {
      "Writes a sample conversation of two users, who are looked up in public.users, and their profile rows.",
      "What is there already stays as it is: run twice, nothing is doubled.",
      ""
    },
    sortOptions = false)
public final class Seed implements Callable<Integer> {

  @Option(
      names = "--me",
      paramLabel = "HANDLE",
      description = "Who begins it; ${DEFAULT-VALUE} unless told.")
  private String me = SampleUsers.INES.handle();

  @Option(
      names = "--other",
      paramLabel = "HANDLE",
      description = "Whom with; ${DEFAULT-VALUE} unless told.")
  private String other = SampleUsers.TAREK.handle();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private TableOptions table = new TableOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Database users = database.database(table.aws().isProd(), spec.commandLine().getErr());
    return table.with(
        spec.commandLine().getErr(),
        messages -> {
          List<AppUser> all = users.inTransaction(connection -> new UsersTable(connection).all());
          seed(messages, all, List.of(find(me, all, users), find(other, all, users)));
          return ExitCode.OK;
        });
  }

  private void seed(TableTarget messages, List<AppUser> all, List<AppUser> two) {
    PrintWriter out = spec.commandLine().getOut();
    AppUser first = two.getFirst();
    AppUser second = two.getLast();
    if (first.equals(second)) {
      throw CommandFailedException.ofUsage(
          "--me and --other both name @%s: nobody talks to himself here".formatted(first.handle()));
    }
    out.printf("Profile rows: %d written.%n", synchronise(messages, all, two));
    warnOfMissingSignIns(two);
    switch (new ConversationSeed(messages.rows(), Clock.systemUTC())
        .seed(first.profile(), second.profile())) {
      case ConversationSeed.Outcome.Existing(String groupUuid) ->
          out.printf(
              "@%s and @%s have a conversation already, which stays as it is: %s%n",
              first.handle(), second.handle(), groupUuid);
      case ConversationSeed.Outcome.Seeded(String groupUuid, int written, int there) ->
          out.printf(
              "Conversation %s of @%s and @%s: %d messages written, %d there already.%n",
              groupUuid, first.handle(), second.handle(), written, there);
    }
  }

  /** Writes both users' profile rows, or none while either is in doubt; how many it were. */
  private static int synchronise(TableTarget messages, List<AppUser> all, List<AppUser> two) {
    ProfileTable profiles = ProfileTable.of(messages);
    ProfileSync rehearsal = new ProfileSync(profiles, all, Clock.systemUTC(), true);
    two.forEach(user -> requireNoDoubt(rehearsal.synchronise(user)));
    ProfileSync sync = new ProfileSync(profiles, all, Clock.systemUTC(), false);
    return two.stream()
        .map(user -> requireNoDoubt(sync.synchronise(user)))
        .mapToInt(outcome -> outcome.writes().size())
        .sum();
  }

  private static ProfileSync.Outcome requireNoDoubt(ProfileSync.Outcome outcome) {
    for (Conflict doubt : outcome.doubt().stream().toList()) {
      throw new CommandFailedException(
          "The profile of @%s is in doubt, and no conversation was written: %s"
              .formatted(doubt.handle(), doubt.reason()));
    }
    return outcome;
  }

  private void warnOfMissingSignIns(List<AppUser> two) {
    for (AppUser user : two) {
      if (user.signIn().isEmpty()) {
        spec.commandLine()
            .getErr()
            .printf(
                "@%s has no sign-in in public.users yet: update-cognito-user-ids brings it.%n",
                user.handle());
      }
    }
  }

  private static AppUser find(String handle, List<AppUser> users, Database database) {
    RowKey.OfHandle key = HandleRow.keyOf(handle.startsWith("@") ? handle.substring(1) : handle);
    List<AppUser> found = users.stream().filter(user -> user.handleKey().equals(key)).toList();
    if (found.isEmpty()) {
      throw new CommandFailedException(
          "Nobody in public.users of %s has the handle %s: users seed adds sample users, or name another with --me and --other"
              .formatted(database.address(), key.handle()));
    }
    if (found.size() > 1) {
      throw new CommandFailedException(
          "Several rows of public.users have the handle %s: correct it there first"
              .formatted(key.handle()));
    }
    return found.getFirst();
  }
}
