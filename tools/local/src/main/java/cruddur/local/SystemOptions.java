package cruddur.local;

import cruddur.local.faults.FaultSettings;
import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.LocalHandler;
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
   * The template of the system, and the page that it serves.
   *
   * @param parameters values that replace the defaults of the template's parameters
   * @param page the folder of the page
   */
  public record StackTemplate(Path file, Map<String, String> parameters, Path page) {

    /** A template of the project. */
    static StackTemplate of(Path file, Path project) {
      return new StackTemplate(file, Map.of(), project.resolve("web").resolve("page"));
    }

    /** {@code GET /local/template}, 200 {@code {file, parameters}}, with an absolute path. */
    Map<String, LocalHandler> handlers() {
      Map<String, Object> response =
          Map.of("file", file.toAbsolutePath().toString(), "parameters", parameters);
      return Map.of("GET /local/template", body -> HttpApiResponse.json(200, response));
    }
  }

  /**
   * A system in memory, on free ports, without faults.
   *
   * @param template in the project's folder
   */
  public static SystemOptions inMemory(Path template) {
    return new SystemOptions(
        StackTemplate.of(template, template.resolveSibling("")),
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
        new StackTemplate(template.file(), parameters, template.page()),
        ports,
        dynamoDb,
        data,
        faults);
  }

  /** The same, with faults. */
  public SystemOptions withFaults(FaultSettings settings) {
    return new SystemOptions(template, ports, dynamoDb, data, Optional.of(settings));
  }
}
