package cruddur.commands.tables;

import cruddur.commands.targets.DynamoDbOptions;
import cruddur.commands.targets.DynamoDbTarget;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.JsonLines;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the names of all tables. */
@Command(
    name = "list-tables",
    description = {"Print the names of all tables.", ""},
    sortOptions = false)
public final class ListTables implements Callable<Integer> {

  @Option(names = "--json", description = "Print one JSON object per line.")
  private boolean json;

  @Mixin private DynamoDbOptions options = new DynamoDbOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return options.with(this::list);
  }

  private int list(DynamoDbTarget dynamoDb) {
    options.announce(spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    for (String name : dynamoDb.client().listTablesPaginator().tableNames()) {
      if (json) {
        new JsonLines(out).print(Map.of("name", name));
      } else {
        out.println(name);
      }
    }
    return ExitCode.OK;
  }
}
