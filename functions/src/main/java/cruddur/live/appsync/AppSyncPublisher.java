package cruddur.live.appsync;

import cruddur.messaging.live.EventPublisher;
import cruddur.messaging.live.PublishResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.utils.IoUtils;

/**
 * Publishes events by the HTTP endpoint of AWS AppSync Events, signed with Signature Version 4.
 *
 * <p>A request that gets no response or a server error is sent a second time. The first may have
 * taken effect: subscribers recognize an event that they have received already.
 */
public final class AppSyncPublisher implements EventPublisher {

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  static final Duration READ_TIMEOUT = Duration.ofSeconds(2);
  static final int MAX_ATTEMPTS = 2;
  private static final String SERVICE = "appsync";

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final SdkHttpClient http;
  private final URI endpoint;
  private final String region;
  private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;

  /**
   * @param endpoint the URL to post events to, {@code https://<host>/event}
   */
  public AppSyncPublisher(
      URI endpoint, String region, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
    this(endpoint, region, credentials, READ_TIMEOUT);
  }

  AppSyncPublisher(
      URI endpoint,
      String region,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      Duration readTimeout) {
    this.http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(readTimeout)
            .proxyConfiguration(proxies ->
                proxies.useEnvironmentVariablesValues(false).useSystemPropertyValues(false))
            .build();
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
  }

  /** A publisher with the region and the credentials of the environment. */
  public static AppSyncPublisher connect(String endpoint) {
    return new AppSyncPublisher(
        URI.create(endpoint),
        DefaultAwsRegionProviderChain.builder().build().getRegion().id(),
        DefaultCredentialsProvider.builder().build());
  }

  @Override
  public PublishResult publish(String channel, List<String> events) {
    byte[] body = PublishJson.request(channel, events);
    PublishResult result = new PublishResult(0, Optional.empty());
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      try {
        HttpExecuteResponse response = prepare(body).call();
        int status = response.httpResponse().statusCode();
        result = result(response, events.size());
        if (status < 500) {
          return result;
        }
      } catch (IOException | UncheckedIOException | SdkException e) {
        result = new PublishResult(0, Optional.of(e.getClass().getSimpleName()));
      }
    }
    return result;
  }

  @Override
  public void prime() {
    prepare(PublishJson.request("/priming", List.of("{}")));
  }

  /** A signed request that is not sent yet. */
  private ExecutableHttpRequest prepare(byte[] body) {
    ContentStreamProvider content = ContentStreamProvider.fromByteArray(body);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("content-type", "application/json")
            .putHeader("content-length", Integer.toString(body.length))
            .build();
    AwsCredentialsIdentity identity = credentials.resolveIdentity().join();
    SignedRequest signed =
        signer.sign(sign ->
            sign.identity(identity)
                .request(request)
                .payload(content)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    return http.prepareRequest(
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElse(content))
            .build());
  }

  /** Reads the response to its end, so that its connection can be used again. */
  private static PublishResult result(HttpExecuteResponse response, int events) throws IOException {
    int status = response.httpResponse().statusCode();
    try (InputStream body =
        response
            .responseBody()
            .map(InputStream.class::cast)
            .orElse(InputStream.nullInputStream())) {
      int accepted = status == 200 ? PublishJson.accepted(body) : 0;
      IoUtils.drainInputStream(body);
      if (status != 200) {
        return new PublishResult(0, Optional.of("status " + status));
      }
      return new PublishResult(
          accepted, accepted == events ? Optional.empty() : Optional.of("refused events"));
    }
  }
}
