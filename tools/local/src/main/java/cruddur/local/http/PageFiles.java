package cruddur.local.http;

import cruddur.local.route.HttpApiResponse;
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
 * The page's files: {@code GET /} returns {@code index.html}, {@code GET /assets/...} the files
 * that it references. They are read for each request, so that changes show on reload. The deployed
 * API does not serve them.
 */
record PageFiles(Path directory) {

  /** No dots but the one before the extension, so that no path leaves the folder. */
  private static final Pattern ASSET =
      Pattern.compile("/(assets/(?:[a-z-]+/)?[a-z-]+\\.(js|css|svg))");

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  /** A host of the deployed page should send the same, with the API's address added. */
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

  /** Returns the requested file; empty if there is none. */
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

  private Optional<HttpApiResponse> file(String name, String extension) {
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new HttpApiResponse(200, headers(TYPES.get(extension)), Files.readAllBytes(file)));
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
