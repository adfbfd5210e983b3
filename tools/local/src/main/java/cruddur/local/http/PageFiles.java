package cruddur.local.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's files: {@code GET /} is its {@code index.html}, {@code GET /assets/...} what that
 * names. They are read for each request, so that a change shows on reload. The deployed API has
 * none of them.
 */
record PageFiles(Path directory) {

  /** Names that lead nowhere else: no dots but the one before the ending. */
  private static final Pattern ASSET =
      Pattern.compile("/(assets/(?:[a-z-]+/)?[a-z-]+\\.(js|css|svg))");

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  /** As a host in front of the deployed API would best send it, but for the API's own address. */
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'");

  /** The file that a request asks for; empty when it asks for none that is there. */
  Optional<HttpApiResponse> respond(HttpApiRequest request) {
    if (!METHODS.contains(request.method())) {
      return Optional.empty();
    }
    if (request.path().equals("/")) {
      return file("index.html", "html");
    }
    Matcher asset = ASSET.matcher(request.path());
    return asset.matches() ? file(asset.group(1), asset.group(2)) : Optional.empty();
  }

  private Optional<HttpApiResponse> file(String name, String ending) {
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new HttpApiResponse(200, headers(TYPES.get(ending)), Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static Map<String, List<String>> headers(String type) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("content-type", List.of(type));
    headers.put("cache-control", List.of("no-cache"));
    headers.put("content-security-policy", List.of(CONTENT_SECURITY_POLICY));
    headers.put("x-content-type-options", List.of("nosniff"));
    headers.put("referrer-policy", List.of("no-referrer"));
    headers.put("cross-origin-opener-policy", List.of("same-origin"));
    return headers;
  }
}
