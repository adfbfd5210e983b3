package cruddur.local.live;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Verifies the signature of a publish request: Signature Version 4 in headers, for {@code appsync}
 * in the stack's region, at most five minutes old. Signs the request again with the SDK's signer,
 * and compares.
 */
final class RequestSignature {
  private static final String AUTHORIZATION = "authorization";
  private static final String DATE = "x-amz-date";
  private static final String HOST = "host";

  /** The key id and the signed headers; the rest is compared as a whole. */
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/,]+)/[^,]+, SignedHeaders=([a-z0-9;-]+), Signature=\\w+");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration MAX_AGE = Duration.ofMinutes(5);
  private static final String SERVICE = "appsync";

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final String region;
  private final Function<String, Optional<String>> secrets;
  private final InstantSource clock;

  /**
   * Creates a verifier.
   *
   * @param secrets the secret of an access key; empty if there is no such key
   */
  RequestSignature(String region, Function<String, Optional<String>> secrets, InstantSource clock) {
    this.region = region;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Returns the id of the access key that signed a request.
   *
   * @param headers names in lower case
   */
  String verify(Map<String, String> headers, byte[] body) throws EventApiException {
    String authorization = headers.getOrDefault(AUTHORIZATION, "");
    Matcher credential = CREDENTIAL.matcher(authorization);
    if (!credential.matches()) {
      throw new EventApiException(EventApiError.unauthorized());
    }
    String keyId = credential.group(1);
    Optional<String> secret = secrets.apply(keyId);
    if (secret.isEmpty()) {
      throw new EventApiException(EventApiError.unknownAccessKey());
    }
    Optional<Instant> signedAt = time(headers.getOrDefault(DATE, "")).filter(this::isRecent);
    List<String> signedHeaders = List.of(credential.group(2).split(";"));
    if (signedAt.isEmpty()
        || !isEqual(
            authorization,
            sign(
                request(headers, signedHeaders),
                body,
                AwsBasicCredentials.create(keyId, secret.get()),
                signedAt.get()))) {
      throw new EventApiException(EventApiError.invalidSignature());
    }
    return keyId;
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(TIME.parse(date, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private boolean isRecent(Instant signedAt) {
    return Duration.between(signedAt, clock.instant()).abs().compareTo(MAX_AGE) <= 0;
  }

  /** The request with the headers that its client has signed. The signer adds host and date. */
  private static SdkHttpRequest request(Map<String, String> headers, List<String> signedHeaders)
      throws EventApiException {
    try {
      SdkHttpRequest.Builder request =
          SdkHttpRequest.builder()
              .method(SdkHttpMethod.POST)
              .uri(URI.create("http://" + headers.getOrDefault(HOST, "") + EventPaths.PUBLISH));
      signedHeaders.stream()
          .filter(name -> !name.equals(HOST) && !name.equals(DATE))
          .forEach(name -> request.putHeader(name, headers.getOrDefault(name, "")));
      return request.build();
    } catch (IllegalArgumentException | NullPointerException e) {
      // The host is not one of a URL.
      throw new EventApiException(EventApiError.invalidSignature());
    }
  }

  private String sign(
      SdkHttpRequest request, byte[] body, AwsBasicCredentials credentials, Instant time) {
    return signer
        .sign(sign ->
            sign.identity(credentials)
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader(AUTHORIZATION)
        .orElseThrow();
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
