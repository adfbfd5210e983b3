package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import cruddur.toolkit.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The output of the process that bin/up starts. */
class UpLogTest {

  private static final String MARK = "zqxjmark";
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  private static final Pattern API = Pattern.compile("http://localhost:\\d+(?=/api/)");
  private static final Pattern LAST = Pattern.compile("\"codes\":\\[\"user_not_found\"]");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  @Timeout(120)
  void theLogHasNoUserData() throws Exception {
    Process up =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Up.class.getName(),
                "--template=../../template.yaml",
                "--port=0",
                "--dynamodb-port=0",
                "--postgres-port=0")
            .redirectErrorStream(true)
            .start();
    StringBuilder output = new StringBuilder();
    try (BufferedReader lines = up.inputReader()) {
      Matcher api = API.matcher(readTo(API, lines, output));
      assertTrue(api.find());
      useApi(api.group());
      readTo(LAST, lines, output);
    } finally {
      up.destroy();
    }
    String printed = output.toString();
    assertTrue(printed.contains("\"route\":\"POST /api/message_groups\",\"status\":200"), printed);
    assertFalse(printed.contains(MARK), printed);
    assertFalse(TOKEN.matcher(printed).find(), printed);
  }

  /** Reads up to the next line that matches, and returns it. */
  private static String readTo(Pattern pattern, BufferedReader lines, StringBuilder read)
      throws IOException {
    String line = lines.readLine();
    while (line != null) {
      read.append(line).append('\n');
      if (pattern.matcher(line).find()) {
        return line;
      }
      line = lines.readLine();
    }
    return fail("the process ended:\n" + read);
  }

  private static void useApi(String api) throws IOException, InterruptedException {
    String token = signUp(api, MARK + "_a");
    signUp(api, MARK + "_b");
    String start = "{\"handle\":\"" + MARK + "_b\",\"message\":\"" + MARK + "\"}";
    assertEquals(200, send(api + "/api/message_groups", token, start));
    assertEquals(200, send(api + "/api/users/@" + MARK + "_b/short", token, null));
    assertTrue(send(api + "/local/sign-up", token, user(MARK + "_a")) >= 400);
    for (String path :
        List.of("/api/message_groups?cursor=", "/api/messages/", "/api/users/@", "/")) {
      assertTrue(send(api + path + MARK, token, null) >= 400);
      assertTrue(send(api + path + MARK, MARK, "{\"" + MARK) >= 400);
    }
    // The test reads up to this request's line.
    assertEquals(404, send(api + "/api/users/@" + MARK + "/short", token, null));
  }

  private static String signUp(String api, String handle) throws IOException, InterruptedException {
    assertEquals(200, send(api + "/local/sign-up", "", user(handle)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + "/local/token"))
            .POST(BodyPublishers.ofString("{\"handle\":\"" + handle + "\"}"))
            .build();
    byte[] response = HTTP.send(request, BodyHandlers.ofByteArray()).body();
    return Json.parseObject(response).orElseThrow().path("access_token").textValue();
  }

  private static String user(String handle) {
    return "{\"handle\":\"%s\",\"display_name\":\"%s\",\"email\":\"%s@example.com\"}"
        .formatted(handle, MARK, handle);
  }

  private static int send(String address, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).header("authorization", "Bearer " + token);
    if (body != null) {
      request.POST(BodyPublishers.ofString(body));
    }
    return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
