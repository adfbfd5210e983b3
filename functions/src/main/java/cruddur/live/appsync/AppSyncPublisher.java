package cruddur.live.appsync;

import cruddur.messaging.live.EventPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
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

/**
 * Publishes events by the HTTP endpoint of AWS AppSync Events, signed with Signature Version 4.
 *
 * <p>A request that gets no response or a server error is sent a second time. The first may have
 * taken effect: subscribers recognize an event that they have received already.
 */
public final class AppSyncPublisher implements EventPublisher {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);
  private static final int MAX_ATTEMPTS = 2;
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
    this.http = UrlConnectionHttpClient.create(address -> connection(address, readTimeout));
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
  public Outcome publish(String channel, List<String> events) {
    byte[] body = PublishJson.request(channel, events);
    Outcome outcome = new Outcome(0, Optional.empty());
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      try {
        HttpExecuteResponse response = send(body);
        int status = response.httpResponse().statusCode();
        outcome = outcome(response, events.size());
        if (status < 500) {
          return outcome;
        }
      } catch (IOException | UncheckedIOException | SdkException e) {
        outcome = new Outcome(0, Optional.of(e.getClass().getSimpleName()));
      }
    }
    return outcome;
  }

  private HttpExecuteResponse send(byte[] body) throws IOException {
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
                .build())
        .call();
  }

  /** Reads the response to its end, so that its connection can be used again. */
  private static Outcome outcome(HttpExecuteResponse response, int events) throws IOException {
    int status = response.httpResponse().statusCode();
    try (InputStream body =
        response
            .responseBody()
            .map(InputStream.class::cast)
            .orElse(InputStream.nullInputStream())) {
      if (status != 200) {
        body.skip(Long.MAX_VALUE);
        return new Outcome(0, Optional.of("status " + status));
      }
      int accepted = PublishJson.accepted(body);
      return new Outcome(
          accepted, accepted == events ? Optional.empty() : Optional.of("refused events"));
    }
  }

  private static HttpURLConnection connection(URI address, Duration readTimeout) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
      connection.setReadTimeout(Math.toIntExact(readTimeout.toMillis()));
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
