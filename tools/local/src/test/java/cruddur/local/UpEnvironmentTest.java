package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** bin/up does not depend on the environment of its user. */
class UpEnvironmentTest {

  @Test
  @Timeout(300)
  void settingsForAwsProxiesAndTheLocaleDoNotMatter(@TempDir Path directory) throws Exception {
    Path broken = Files.writeString(directory.resolve("config"), "[profile\nregion us-east-1\n");
    try (UpProcess up = UpProcess.start(unsuitable(broken.toString()))) {
      ApiClient ines = new ApiClient(up.api(), "ines_v");
      String message = "{\"message_group_uuid\":\"%s\",\"message\":\"Ahoy\"}".formatted(up.group());
      assertEquals(200, ines.post("/api/messages", message).statusCode());
      JsonNode messages = ines.read("/api/messages/" + up.group());
      JsonNode newest = messages.path(messages.size() - 1);
      assertEquals("Ahoy", newest.path("message").textValue());
      String createdAt = newest.path("created_at").textValue();
      assertTrue(createdAt.matches("[-0-9T:.]+\\+00:00"), createdAt);
    }
  }

  /** What a developer may have set for other purposes. */
  private static Map<String, String> unsuitable(String brokenFile) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_USE_FIPS_ENDPOINT", "true");
    environment.put("AWS_USE_DUALSTACK_ENDPOINT", "true");
    environment.put("HTTP_PROXY", "http://127.0.0.1:1");
    environment.put("http_proxy", "http://127.0.0.1:1");
    environment.put("HTTPS_PROXY", "http://127.0.0.1:1");
    environment.put("NO_PROXY", "");
    environment.put("no_proxy", "");
    environment.put("AWS_MAX_ATTEMPTS", "0");
    environment.put("AWS_RETRY_MODE", "none");
    environment.put("AWS_DEFAULTS_MODE", "foo");
    environment.put("AWS_PROFILE", "missing");
    environment.put("AWS_CONFIG_FILE", brokenFile);
    environment.put("AWS_SHARED_CREDENTIALS_FILE", brokenFile);
    environment.put("AWS_REGION", "nowhere");
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
    environment.put("AWS_ACCOUNT_ID_ENDPOINT_MODE", "foo");
    environment.put("AWS_REQUEST_CHECKSUM_CALCULATION", "foo");
    environment.put("AWS_RESPONSE_CHECKSUM_VALIDATION", "foo");
    environment.put("AWS_AUTH_SCHEME_PREFERENCE", "foo");
    environment.put("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "-5");
    environment.put("AWS_DISABLE_REQUEST_COMPRESSION", "foo");
    environment.put("AWS_EC2_METADATA_V1_DISABLED", "foo");
    environment.put("AWS_SDK_UA_APP_ID", "x".repeat(100));
    environment.put("LANG", "ar_EG.UTF-8");
    environment.put(
        "JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab");
    return environment;
  }
}
