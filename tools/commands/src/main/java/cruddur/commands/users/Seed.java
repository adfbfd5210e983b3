package cruddur.commands.users;

import cruddur.commands.postgres.Database;
import cruddur.commands.postgres.DatabaseOptions;
import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.users.profiles.ProfileSync;
import cruddur.commands.users.profiles.ProfileTable;
import cruddur.commands.users.profiles.SignInPlan.Conflict;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.toolkit.sample.SampleUsers;
import cruddur.toolkit.users.AppUser;
import cruddur.toolkit.users.UsersTable;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a sample conversation of two users. */
@Command(
    name = "seed",
    description = {
      "Write a sample conversation of two users in Postgres, and their profile rows.",
      "Existing rows are not changed: a second run writes nothing.",
      ""
    },
    sortOptions = false)
public final class Seed implements Callable<Integer> {

  @Option(
      names = "--me",
      paramLabel = "HANDLE",
      description = "The user who starts the conversation (default: ${DEFAULT-VALUE}).")
  private String me = SampleUsers.INES.handle();

  @Option(
      names = "--other",
      paramLabel = "HANDLE",
      description = "The other user (default: ${DEFAULT-VALUE}).")
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
          "--me and --other both name @%s: name two different users".formatted(first.handle()));
    }
    out.printf("Profile rows: %d written.%n", synchronize(messages, all, two));
    warnOfMissingSignIns(two);
    switch (new ConversationSeed(messages.rows(), Clock.systemUTC())
        .seed(first.profile(), second.profile())) {
      case ConversationSeed.Outcome.Existing(String groupUuid) ->
          out.printf(
              "@%s and @%s already have a conversation, which was not changed: %s%n",
              first.handle(), second.handle(), groupUuid);
      case ConversationSeed.Outcome.Seeded(String groupUuid, int written, int existing) ->
          out.printf(
              "Conversation %s of @%s and @%s: %d messages written, %d already there.%n",
              groupUuid, first.handle(), second.handle(), written, existing);
    }
  }

  /**
   * Writes the profile rows of both users, or none on a conflict. Returns how many were written.
   */
  private static int synchronize(TableTarget messages, List<AppUser> all, List<AppUser> two) {
    ProfileTable profiles = ProfileTable.of(messages);
    ProfileSync dryRun = new ProfileSync(profiles, all, InstantSource.system(), true);
    two.forEach(user -> requireNoConflict(dryRun.synchronize(user)));
    ProfileSync sync = new ProfileSync(profiles, all, InstantSource.system(), false);
    return two.stream()
        .map(user -> requireNoConflict(sync.synchronize(user)))
        .mapToInt(outcome -> outcome.writes().size())
        .sum();
  }

  private static ProfileSync.Outcome requireNoConflict(ProfileSync.Outcome outcome) {
    for (Conflict conflict : outcome.conflict().stream().toList()) {
      throw new CommandFailedException(
          "The profile of @%s has a conflict, and no conversation was written: %s"
              .formatted(conflict.handle(), conflict.reason()));
    }
    return outcome;
  }

  private void warnOfMissingSignIns(List<AppUser> two) {
    for (AppUser user : two) {
      if (user.signIn().isEmpty()) {
        spec.commandLine()
            .getErr()
            .printf(
                "@%s has no sign-in in public.users: add it with bin/cruddur update-cognito-user-ids.%n",
                user.handle());
      }
    }
  }

  private static AppUser find(String handle, List<AppUser> users, Database database) {
    RowKey.OfHandle key = HandleRow.keyOf(handle.startsWith("@") ? handle.substring(1) : handle);
    List<AppUser> found = users.stream().filter(user -> user.handleKey().equals(key)).toList();
    if (found.isEmpty()) {
      throw new CommandFailedException(
          "No user in public.users of %s has the handle %s: add the sample users with bin/cruddur users seed, or name other users with --me and --other"
              .formatted(database.address(), key.handle()));
    }
    if (found.size() > 1) {
      throw new CommandFailedException(
          "Several rows of public.users have the handle %s: change all but one"
              .formatted(key.handle()));
    }
    return found.getFirst();
  }
}
