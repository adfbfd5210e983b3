package cruddur.commands.users.signins;

import cruddur.commands.targets.AwsOptions;
import cruddur.commands.targets.StackOption;
import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.JsonLines;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the users of the Cognito user pool. */
@Command(
    name = "list-users",
    description = {"Print the users of the Cognito user pool: sub and handle.", ""},
    sortOptions = false)
public final class ListUsers implements Callable<Integer> {

  @Mixin private UserPoolOptions userPool = new UserPoolOptions();

  @Mixin private StackOption stack = new StackOption();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Option(
      names = "--json",
      description =
          "Print one JSON object {sub, handle} per line; the handle of a user without one is null.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    aws.announce(spec.commandLine().getErr(), "");
    return userPool.with(
        aws.account(),
        stack,
        pool -> {
          JsonLines lines = new JsonLines(out);
          pool.forEachUser(user -> {
            if (json) {
              lines.print(fields(user));
            } else {
              out.println(line(user));
            }
          });
          return ExitCode.OK;
        });
  }

  private static String line(PoolUser user) {
    return user.sub()
        + user.handle().map(handle -> "  @" + DisplayText.oneLine(handle)).orElse("  no handle");
  }

  private static Map<String, String> fields(PoolUser user) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("sub", user.sub());
    fields.put("handle", user.handle().orElse(null));
    return fields;
  }
}
