package cruddur.local;

import cruddur.local.faults.FaultSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What to start.
 *
 * @param template the SAM template
 * @param dynamoDb a running DynamoDB Local to use; empty to start one
 * @param data a directory that keeps messages, users and the issuer's key, created if necessary;
 *     empty to keep them in memory
 * @param faults the faults to inject; empty for none
 */
public record SystemOptions(
    StackTemplate template,
    Ports ports,
    Optional<URI> dynamoDb,
    Optional<Path> data,
    Optional<FaultSettings> faults) {

  /**
   * The ports to listen on; 0 selects a free port.
   *
   * @param dynamoDb the port of a DynamoDB Local that the system starts
   */
  public record Ports(int api, int dynamoDb) {
    public static final Ports FREE = new Ports(0, 0);
  }

  /**
   * The template of the system.
   *
   * @param parameters values that replace the defaults of its parameters
   */
  public record StackTemplate(Path file, Map<String, String> parameters) {}

  /** A system in memory, on free ports, without faults. */
  public static SystemOptions inMemory(Path template) {
    return new SystemOptions(
        new StackTemplate(template, Map.of()),
        Ports.FREE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, on other ports. */
  public SystemOptions withPorts(Ports otherPorts) {
    return new SystemOptions(template, otherPorts, dynamoDb, data, faults);
  }

  /** The same, with a DynamoDB Local that is running already. */
  public SystemOptions withDynamoDb(URI running) {
    return new SystemOptions(template, ports, Optional.of(running), data, faults);
  }

  /** The same, with its data in a directory. */
  public SystemOptions withData(Path directory) {
    return new SystemOptions(template, ports, dynamoDb, Optional.of(directory), faults);
  }

  /** The same, with other values of the template's parameters than its defaults. */
  public SystemOptions withParameters(Map<String, String> parameters) {
    return new SystemOptions(
        new StackTemplate(template.file(), parameters), ports, dynamoDb, data, faults);
  }

  /** The same, with faults. */
  public SystemOptions withFaults(FaultSettings settings) {
    return new SystemOptions(template, ports, dynamoDb, data, Optional.of(settings));
  }
}
