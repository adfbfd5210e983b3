package cruddur.handler.snapstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** DynamoDB's addresses of the time of the snapshot are not used after it is restored. */
class RestoredAddressTest {

  @TempDir Path directory;

  /** Only Linux has more than one loopback address without configuration. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aRestoredFunctionLooksUpTheAddressOfDynamoDb() throws Exception {
    Path hosts = Files.createFile(directory.resolve("hosts"));
    Path output = directory.resolve("output.log");
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djdk.net.hosts.file=" + hosts,
            "-Duser.home=" + directory,
            "-cp",
            System.getProperty("java.class.path"),
            RestoredAddressProbe.class.getName(),
            hosts.toString());
    process.redirectErrorStream(true).redirectOutput(output.toFile());
    process.environment().clear();
    process
        .environment()
        .putAll(
            Map.of(
                "MESSAGES_TABLE", "messages",
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local"));

    int status = process.start().waitFor();

    assertEquals(0, status, () -> read(output));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
