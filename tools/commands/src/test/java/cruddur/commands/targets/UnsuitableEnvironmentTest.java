package cruddur.commands.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.Cruddur;
import cruddur.commands.fixture.SystemUnderTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on the local system do not depend on the environment of their user. */
class UnsuitableEnvironmentTest {

  @TempDir Path directory;

  @Test
  void settingsForAwsProxiesAndTheLocaleDoNotMatter() throws Exception {
    try (SystemUnderTest system = SystemUnderTest.start(SystemUnderTest.TEMPLATE)) {
      String dynamoDb = system.dynamoDb().toString();
      assertEquals("cruddur-messages\n", run("list-tables", "--endpoint", dynamoDb));
      assertEquals(
          "The failure queue is empty.\n",
          run("redrive", "--endpoint", dynamoDb, "--queue", system.api() + "/local/failures"));
    }
  }

  private String run(String... arguments) throws Exception {
    Path broken = Files.writeString(directory.resolve("config"), "[profile\nregion us-east-1\n");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dcruddur.home=../..", "-cp", System.getProperty("java.class.path")));
    command.add(Cruddur.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(directory.resolve("errors").toFile());
    builder.environment().putAll(unsuitable(broken.toString()));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), Files.readString(directory.resolve("errors")));
    return out;
  }

  private static Map<String, String> unsuitable(String brokenFile) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_USE_FIPS_ENDPOINT", "true");
    environment.put("AWS_USE_DUALSTACK_ENDPOINT", "true");
    environment.put("HTTP_PROXY", "http://127.0.0.1:1");
    environment.put("NO_PROXY", "");
    environment.put("no_proxy", "");
    environment.put("AWS_MAX_ATTEMPTS", "0");
    environment.put("AWS_DEFAULTS_MODE", "foo");
    environment.put("AWS_PROFILE", "missing");
    environment.put("AWS_CONFIG_FILE", brokenFile);
    environment.put("LANG", "ar_EG.UTF-8");
    environment.put(
        "JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab");
    return environment;
  }
}
