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
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page's files: {@code GET /} returns {@code index.html}, {@code GET /assets/...} the files
 * that it references. They are read for each request, so that changes show on reload. The deployed
 * API does not serve them.
 */
record PageFiles(Path directory) {

  /** No dots but the one before the extension, so that no path leaves the folder. */
  private static final Pattern ASSET =
      Pattern.compile("/(assets/(?:[a-z-]+/)?[a-z0-9-]+\\.(js|css|svg|png|webmanifest))");

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "webmanifest", "application/manifest+json");

  /** A host of the deployed page should send the same, with the API's address added. */
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          // The icon with the number of unread conversations.
          "img-src 'self' data:",
          "manifest-src 'self'",
          // Not every browser counts WebSocket connections to the page's own host as 'self'.
          "connect-src 'self' ws://localhost:*",
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
      return file(request, "index.html", "html");
    }
    Matcher asset = ASSET.matcher(request.path());
    return asset.matches() ? file(request, asset.group(1), asset.group(2)) : Optional.empty();
  }

  private Optional<HttpApiResponse> file(HttpApiRequest request, String name, String extension) {
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      byte[] content = Files.readAllBytes(file);
      String etag = '"' + UUID.nameUUIDFromBytes(content).toString() + '"';
      Map<String, List<String>> headers = headers(TYPES.get(extension), etag);
      return Optional.of(
          isUnmodified(request, etag)
              ? HttpApiResponse.empty(304).withHeaders(headers)
              : new HttpApiResponse(200, headers, content));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static boolean isUnmodified(HttpApiRequest request, String etag) {
    return request.header("if-none-match").stream()
        .flatMap(tags -> Stream.of(tags.split(",")))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
  }

  private static Map<String, List<String>> headers(String type, String etag) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("content-type", List.of(type));
    headers.put("etag", List.of(etag));
    headers.put("cache-control", List.of("no-cache"));
    headers.put("content-security-policy", List.of(CONTENT_SECURITY_POLICY));
    headers.put("x-content-type-options", List.of("nosniff"));
    headers.put("referrer-policy", List.of("no-referrer"));
    headers.put("cross-origin-opener-policy", List.of("same-origin"));
    return headers;
  }
}
