package cruddur.local.live;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies the signature of a publish request: Signature Version 4 in headers, for {@code appsync}
 * in the stack's region, at most five minutes old (IAM User Guide, "Create a signed AWS API
 * request").
 */
final class RequestSignature {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/,]+)/(\\d{8})/([^/,]+)/([^/,]+)/aws4_request, ?"
              + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration MAX_AGE = Duration.ofMinutes(5);
  private static final String SERVICE = "appsync";
  private static final String PATH = "/event";

  private final String region;
  private final Function<String, String> secrets;
  private final InstantSource clock;

  /**
   * Creates a verifier.
   *
   * @param secrets the secret of an access key; null if there is no such key
   */
  RequestSignature(String region, Function<String, String> secrets, InstantSource clock) {
    this.region = region;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Returns the access key that signed a request.
   *
   * @param headers names in lower case
   */
  String verify(Map<String, String> headers, byte[] body) throws LiveErrorException {
    Matcher authorization = AUTHORIZATION.matcher(headers.getOrDefault("authorization", ""));
    if (!authorization.matches()) {
      throw new LiveErrorException(LiveError.UNAUTHORIZED);
    }
    String key = authorization.group(1);
    String secret = secrets.apply(key);
    if (secret == null) {
      throw refusal(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    String time = headers.getOrDefault("x-amz-date", "");
    List<String> signed = List.of(authorization.group(5).split(";"));
    boolean isInScope =
        time.startsWith(authorization.group(2))
            && authorization.group(3).equals(region)
            && authorization.group(4).equals(SERVICE)
            && signed.containsAll(List.of("host", "x-amz-date"))
            && isRecent(time);
    String scope = String.join("/", authorization.group(2), region, SERVICE, "aws4_request");
    byte[] expected =
        hmac(
            signingKey(secret, authorization.group(2)),
            String.join(
                "\n", "AWS4-HMAC-SHA256", time, scope, sha256(canonical(signed, headers, body))));
    byte[] actual = HexFormat.of().parseHex(authorization.group(6));
    if (!isInScope || !MessageDigest.isEqual(expected, actual)) {
      throw refusal(
          "InvalidSignatureException",
          "The request signature we calculated does not match the signature you provided.");
    }
    return key;
  }

  private boolean isRecent(String time) {
    try {
      Instant signedAt = TIME.parse(time, Instant::from);
      return Duration.between(signedAt, clock.instant()).abs().compareTo(MAX_AGE) <= 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static byte[] canonical(List<String> signed, Map<String, String> headers, byte[] body) {
    StringBuilder canonical = new StringBuilder("POST\n" + PATH + "\n\n");
    for (String name : signed) {
      String value = headers.getOrDefault(name, "").strip().replaceAll(" +", " ");
      canonical.append(name).append(':').append(value).append('\n');
    }
    canonical.append('\n').append(String.join(";", signed)).append('\n').append(sha256(body));
    return canonical.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] signingKey(String secret, String date) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : List.of(date, region, SERVICE, "aws4_request")) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform supports HmacSHA256", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform supports SHA-256", e);
    }
  }

  private static LiveErrorException refusal(String type, String message) {
    return new LiveErrorException(new LiveError(type, message));
  }
}
