package cruddur.local;

import cruddur.local.live.PublishKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * A publish request that the SDK has signed with the key of the function that may publish.
 *
 * @param headers names in lower case
 */
record SignedPublish(Map<String, String> headers, String body) {

  static SignedPublish of(EventApiServer server, String body) {
    return of(server, body, "us-east-1", "appsync");
  }

  static SignedPublish of(EventApiServer server, String body, String region, String service) {
    return signed(server, body, region, service, Clock.systemUTC());
  }

  /** A request that was signed at another time. */
  static SignedPublish at(Instant time, EventApiServer server, String body) {
    return signed(server, body, "us-east-1", "appsync", Clock.fixed(time, ZoneOffset.UTC));
  }

  private static SignedPublish signed(
      EventApiServer server, String body, String region, String service, Clock clock) {
    PublishKeys.AccessKey key = server.keys().of(EventApiServer.FUNCTION);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://localhost:" + server.port() + "/event"))
            .putHeader("content-type", "application/json")
            .build();
    Map<String, String> headers = new HashMap<>();
    AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(AwsBasicCredentials.create(key.id(), key.secret()))
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body.getBytes(StandardCharsets.UTF_8)))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock))
        .request()
        .forEachHeader(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new SignedPublish(headers, body);
  }

  /** The headers with another value. */
  Map<String, String> with(String name, String value) {
    Map<String, String> changed = new HashMap<>(headers);
    changed.put(name, value);
    return changed;
  }
}
