package cruddur.commands.users;

import cruddur.commands.place.AwsOptions;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the users of the Cognito user pool. */
@Command(
    name = "list-users",
    description = "Lists the users of the Cognito user pool: sub and handle.",
    sortOptions = false)
public final class ListUsers implements Callable<Integer> {

  @Mixin private UserPoolOptions userPool = new UserPoolOptions();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Option(
      names = "--json",
      description =
          "Prints {sub, handle} of each, one a line; the handle is null if there is none.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    aws.check();
    PrintWriter out = spec.commandLine().getOut();
    return userPool.with(
        aws,
        pool -> {
          pool.forEachUser(user -> out.println(json ? jsonLine(user) : line(user)));
          return 0;
        });
  }

  private static String line(PoolUser user) {
    return user.sub() + user.handle().map(handle -> "  @" + handle).orElse("  no handle");
  }

  private static String jsonLine(PoolUser user) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("sub", user.sub());
    fields.put("handle", user.handle().orElse(null));
    return JsonLine.of(fields);
  }
}
