package cruddur.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.local.cognito.Issuer;
import cruddur.local.http.RawHttp.Reply;
import cruddur.local.route.HttpApiResponse;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files beside the API. */
class PageFilesTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T13:07:40.123Z"));

  @TempDir private static Path folder;
  private static HttpApi api;
  private static RawHttp http;

  @BeforeAll
  static void start() throws IOException {
    Path page = Files.createDirectories(folder.resolve("page"));
    Files.createDirectories(page.resolve("assets").resolve("ui"));
    Files.writeString(folder.resolve("secret.js"), "secret");
    Files.writeString(page.resolve("secret.js"), "secret");
    Files.writeString(page.resolve("index.html"), "<!doctype html>");
    Files.writeString(page.resolve("assets").resolve("main.js"), "main()");
    Files.writeString(page.resolve("assets").resolve("ui").resolve("base.css"), "p { }");
    Files.writeString(page.resolve("assets").resolve("icon.svg"), "<svg/>");
    Files.writeString(page.resolve("assets").resolve("icon-512.png"), "pixels");
    Files.writeString(page.resolve("assets").resolve("manifest.webmanifest"), "{}");
    Files.writeString(page.resolve("assets").resolve("notes.txt"), "notes");
    Template template = Template.read(Path.of("..", "..", "template.yaml"), Map.of());
    Issuer issuer =
        Issuer.of(template.httpApi().authorizer(), Optional.empty(), CLOCK, () -> "id-1");
    api =
        new HttpApi(
            template,
            template.functions().stream()
                .collect(
                    Collectors.toMap(FunctionDefinition::logicalId, _ -> event -> new byte[0])),
            issuer.keys(),
            new LocalSite(
                Map.of("GET /config.json", _ -> HttpApiResponse.json(200, Map.of("api", ""))),
                page),
            CLOCK);
    api.start(0);
    http = new RawHttp(api.port());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/,                    text/html; charset=utf-8,       <!doctype html>",
    "/assets/main.js,      text/javascript; charset=utf-8, main()",
    "/assets/ui/base.css,  text/css; charset=utf-8,        p { }",
    "/assets/icon.svg,     image/svg+xml,                  <svg/>",
    "/assets/icon-512.png, image/png,                      pixels",
    "/assets/manifest.webmanifest, application/manifest+json, {}",
  })
  void aFileIsServedWithItsType(String path, String type, String content) throws IOException {
    Reply reply = http.send("GET " + path);

    assertEquals(200, reply.status());
    assertEquals(content, reply.body());
    assertEquals(
        type, reply.headers().get("content-type").replace("charset=UTF-8", "charset=utf-8"));
    assertEquals("no-cache", reply.headers().get("cache-control"));
    assertEquals("nosniff", reply.headers().get("x-content-type-options"));
    assertEquals("no-referrer", reply.headers().get("referrer-policy"));
  }

  @Test
  void thePolicyAllowsOnlyThePagesOwnFiles() throws IOException {
    assertEquals(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; manifest-src 'self'; connect-src 'self' ws://localhost:*; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
        http.send("GET /").headers().get("content-security-policy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/assets/main.js"})
  void anUnchangedFileIsNotReturnedAgain(String path) throws IOException {
    String etag = http.send("GET " + path).headers().get("etag");

    for (String tags : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
      Reply reply = http.send("GET " + path, "If-None-Match: " + tags);
      assertEquals(304, reply.status(), tags);
      assertEquals("", reply.body());
      assertEquals(etag, reply.headers().get("etag"));
    }
    assertEquals(200, http.send("GET " + path, "If-None-Match: \"other\"").status());
  }

  @Test
  void aChangeShowsOnReload() throws IOException {
    Path file = folder.resolve("page").resolve("assets").resolve("changing.js");
    Files.writeString(file, "before");
    Reply before = http.send("GET /assets/changing.js");
    assertEquals("before", before.body());

    Files.writeString(file, "after");

    String condition = "If-None-Match: " + before.headers().get("etag");
    assertEquals("after", http.send("GET /assets/changing.js", condition).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /index.html",
        "GET /secret.js",
        "GET /assets",
        "GET /assets/",
        "GET /assets/missing.js",
        "GET /assets/notes.txt",
        "GET /assets/../secret.js",
        "GET /assets/..%2fsecret.js",
        "GET /assets/ui/../main.js",
        "GET //assets/main.js",
        "POST /",
        "DELETE /assets/main.js",
      })
  void allOtherPathsAreOfTheApi(String request) throws IOException {
    Reply reply = http.send(request);

    assertEquals(404, reply.status());
    assertEquals("{\"message\":\"Not Found\"}", reply.body());
  }

  @Test
  void aPathAboveTheRootIsABadRequest() throws IOException {
    assertEquals(400, http.send("GET /assets/../../secret.js").status());
  }

  @Test
  void anotherSiteCannotReadTheConfiguration() throws IOException {
    assertEquals("{\"api\":\"\"}", http.send("GET /config.json", "Host: localhost").body());
    assertEquals(
        403,
        http.send("GET /config.json", "Host: localhost", "Sec-Fetch-Site: cross-site").status());
    assertEquals(403, http.send("GET /config.json", "Host: rebound.example").status());
  }
}
