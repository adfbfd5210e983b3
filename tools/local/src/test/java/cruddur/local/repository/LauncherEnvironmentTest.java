package cruddur.local.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the launchers make of their user's environment. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherEnvironmentTest {

  @Test
  void theLocaleIsOneWithUtf8WhateverTheUsers() throws Exception {
    for (String locale : new String[] {"C", "ar_EG.UTF-8", "de_DE.ISO-8859-1", ""}) {
      Map<String, String> environment =
          environment("", Map.of("LC_ALL", locale, "LANG", locale, "LANGUAGE", "ar"));
      String used = environment.get("LC_ALL").toLowerCase(Locale.ROOT).replace("-", "");
      assertTrue(used.equals("c.utf8") || used.equals("en_us.utf8"), used);
      assertFalse(environment.containsKey("LANGUAGE"));
    }
  }

  @Test
  void theTimeZoneIsTheUsers() throws Exception {
    assertEquals("Africa/Cairo", environment("", Map.of("TZ", "Africa/Cairo")).get("TZ"));
  }

  @Test
  void thisMachineIsNotReachedThroughAProxy() throws Exception {
    Map<String, String> environment =
        environment("", Map.of("HTTP_PROXY", "http://proxy:3128", "NO_PROXY", "example.com"));
    assertEquals("example.com,localhost,127.0.0.1", environment.get("NO_PROXY"));
    assertEquals("http://proxy:3128", environment.get("HTTP_PROXY"));
  }

  @Test
  void settingsForAwsAreForgottenWhereOnlyTheLocalSystemIsUsed() throws Exception {
    Map<String, String> set =
        Map.of("AWS_PROFILE", "p", "AWS_USE_FIPS_ENDPOINT", "true", "AWS_CONFIG_FILE", "/broken");
    assertEquals("p", environment("", set).get("AWS_PROFILE"));
    Map<String, String> environment = environment("forget_aws_settings", set);
    assertFalse(environment.containsKey("AWS_PROFILE"));
    assertFalse(environment.containsKey("AWS_USE_FIPS_ENDPOINT"));
    assertEquals("/dev/null", environment.get("AWS_CONFIG_FILE"));
    assertEquals("/dev/null", environment.get("AWS_SHARED_CREDENTIALS_FILE"));
  }

  /** The variables after {@code bin/lib/environment.sh} and a command. */
  private static Map<String, String> environment(String command, Map<String, String> variables)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-euc", ". ../../bin/lib/environment.sh\n" + command + "\nenv");
    builder.environment().putAll(variables);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    Map<String, String> environment = new HashMap<>();
    printed
        .lines()
        .filter(line -> line.contains("="))
        .forEach(line -> environment.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    return environment;
  }
}
