package cruddur.commands.redrive;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.ExitCode;
import cruddur.messaging.ConcurrentTasks;
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

/** Reprocesses failed stream batches. */
@Command(
    name = "redrive",
    description = {
      "Reprocess failed stream batches.",
      "Read the failure queue and process the records of its batches again. The stream keeps records for 24 hours."
          + " For older batches, scan the table and repair each message group that has a message within an hour of"
          + " the batch.",
      "Delete an entry from the queue when all of its records are done.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 if every entry is done, 1 if an entry is kept or the command fails, 2 on a usage error."
    },
    sortOptions = false)
public final class Redrive implements Callable<Integer> {

  @Mixin private FailureQueueOptions queue = new FailureQueueOptions();

  @Option(
      names = "--discard-poison",
      description =
          "Delete an entry if only poison records, which can never succeed, are left of it.")
  private boolean discardPoison;

  @Mixin private TableOptions table = new TableOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    queue.check(table.aws(), table.stack());
    return table.with(spec.commandLine().getErr(), this::redrive);
  }

  private int redrive(TableTarget target) {
    PrintWriter out = spec.commandLine().getOut();
    try (FailureQueue failures = queue.open(table.aws(), table.stack());
        DynamoDbStreamsClient streams = target.dynamoDb().streams()) {
      RedriveRun run =
          new RedriveRun(
              new BatchRecords(streams),
              new Replay(
                  new StreamBatch(
                      new MessageGroupRewriter(target.rows()), ConcurrentTasks.ONE_BY_ONE)),
              new ScanRepair(target, spec.commandLine().getErr()),
              discardPoison,
              out);
      return run.run(failures) ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
