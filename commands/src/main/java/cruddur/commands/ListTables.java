package cruddur.commands;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import cruddur.commands.place.DynamoDbOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Names the tables there are. */
@Command(name = "list-tables", description = "Names the tables there are.", sortOptions = false)
final class ListTables implements Callable<Integer> {

  @Option(names = "--json", description = "Prints each name as a JSON string, one a line.")
  private boolean json;

  @Mixin private DynamoDbOptions dynamoDb = new DynamoDbOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return dynamoDb.with(place -> {
      place.client().listTablesPaginator().tableNames().forEach(name -> out.println(text(name)));
      return 0;
    });
  }

  private String text(String name) {
    return json
        ? '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name)) + '"'
        : name;
  }
}
