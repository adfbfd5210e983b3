package cruddur.commands.redrive;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.ExitCode;
import cruddur.messaging.stream.MessageGroupRewriter;
import cruddur.messaging.stream.StreamBatch;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Makes up for what the stream's handler could not process. */
@Command(
    name = "redrive",
    description = {
      "Makes up for what the stream's handler could not process: gives the failure queue's records to its rules again.",
      "The stream has them for 24 hours; later it scans the table, and brings every group with a message of that time, an"
          + " hour more on either side, to its newest one. An entry leaves the queue when all its records are done; the"
          + " exit code is 1 while one stays.",
      ""
    },
    sortOptions = false)
public final class Redrive implements Callable<Integer> {

  @Mixin private FailureQueueOptions queue = new FailureQueueOptions();

  @Option(
      names = "--drop-hopeless",
      description =
          "Lets an entry leave the queue when all that stays of it are records that can never succeed.")
  private boolean dropPoison;

  @Mixin private TableOptions table = new TableOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    queue.check(table.aws());
    return table.with(spec.commandLine().getErr(), this::redrive);
  }

  private int redrive(TableTarget messages) {
    PrintWriter out = spec.commandLine().getOut();
    try (FailureQueue entries = queue.open(table.aws());
        DynamoDbStreamsClient streams = messages.dynamoDb().streams()) {
      RedriveRun redriving =
          new RedriveRun(
              messages.name(),
              new BatchRecords(streams),
              new Replay(new StreamBatch(new MessageGroupRewriter(messages.rows()))),
              new ScanRepair(messages, spec.commandLine().getErr()),
              dropPoison,
              out);
      return redriving.run(entries) ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
