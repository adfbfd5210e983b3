package cruddur.toolkit.clients;

import cruddur.store.dynamodb.DynamoDbClients;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClientBuilder;

/**
 * Builders of clients for a DynamoDB Local. They use neither proxies nor any setting of AWS in the
 * environment or in {@code ~/.aws}, which is meant for AWS and can be wrong for a local endpoint.
 */
public final class LocalClients {

  /** DynamoDB Local accepts any. */
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private static final ProfileFile NO_PROFILES =
      ProfileFile.builder()
          .content(InputStream.nullInputStream())
          .type(ProfileFile.Type.CONFIGURATION)
          .build();

  private static final ProxyConfiguration NO_PROXY =
      ProxyConfiguration.builder()
          .useSystemPropertyValues(false)
          .useEnvironmentVariablesValues(false)
          .build();

  /** Loading the JVM's trust store takes long, and plain http does not need it. */
  private static final TrustManager[] NO_CERTIFICATES = {};

  /** The SDK reads this setting even for clients that set their own number of attempts. */
  private static final String MAX_ATTEMPTS = "aws.maxAttempts";

  private LocalClients() {}

  /**
   * A builder of clients for tables, with the retries of the functions' clients.
   *
   * @param timeout of each connection's reads
   */
  public static DynamoDbClientBuilder tables(URI endpoint, Duration timeout) {
    DynamoDbClientBuilder builder = withoutMaxAttempts(DynamoDbClients::builder);
    return configure(builder, builder.overrideConfiguration().toBuilder(), endpoint, timeout);
  }

  /** A builder of clients for streams. */
  public static DynamoDbStreamsClientBuilder streams(URI endpoint, Duration timeout) {
    return withoutMaxAttempts(() -> configure(
        DynamoDbStreamsClient.builder(),
        ClientOverrideConfiguration.builder().retryStrategy(RetryMode.STANDARD),
        endpoint,
        timeout));
  }

  /** An HTTP client for a DynamoDB Local. */
  public static UrlConnectionHttpClient.Builder http(URI endpoint, Duration timeout) {
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder().socketTimeout(timeout).proxyConfiguration(NO_PROXY);
    return "http".equalsIgnoreCase(endpoint.getScheme())
        ? http.tlsTrustManagersProvider(() -> NO_CERTIFICATES)
        : http;
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configure(
      B builder, ClientOverrideConfiguration.Builder overrides, URI endpoint, Duration timeout) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .defaultsMode(DefaultsMode.LEGACY)
        .fipsEnabled(false)
        .dualstackEnabled(false)
        .httpClientBuilder(http(endpoint, timeout))
        .overrideConfiguration(
            overrides.defaultProfileFile(NO_PROFILES).defaultProfileName("default").build());
  }

  private static synchronized <T> T withoutMaxAttempts(Supplier<T> builder) {
    String setting = System.setProperty(MAX_ATTEMPTS, "3");
    try {
      return builder.get();
    } finally {
      if (setting == null) {
        System.clearProperty(MAX_ATTEMPTS);
      } else {
        System.setProperty(MAX_ATTEMPTS, setting);
      }
    }
  }
}
