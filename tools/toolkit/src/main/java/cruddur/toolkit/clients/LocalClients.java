package cruddur.toolkit.clients;

import cruddur.store.dynamodb.DynamoDbClients;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Clients for the local system. They use neither proxies nor any setting of AWS in the environment
 * or in {@code ~/.aws}, which is meant for AWS and can be wrong for a local endpoint.
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

  /** Settings that the SDK reads even where a client has its own. */
  private static final Map<String, String> READ_ANYWAY =
      Map.ofEntries(
          Map.entry("aws.configFile", "/no/such/file"),
          Map.entry("aws.sharedCredentialsFile", "/no/such/file"),
          Map.entry("aws.maxAttempts", "3"),
          Map.entry("aws.retryMode", "standard"),
          Map.entry("aws.disableRequestCompression", "true"),
          Map.entry("aws.requestMinCompressionSizeBytes", "10240"),
          Map.entry("sdk.ua.appId", ""));

  private LocalClients() {}

  /**
   * Creates a client for tables, with the retries of the functions' clients.
   *
   * @param timeout of each connection's reads
   * @param customization changes other settings
   */
  public static DynamoDbClient tables(
      URI endpoint, Duration timeout, Consumer<DynamoDbClientBuilder> customization) {
    return isolated(() -> {
      DynamoDbClientBuilder builder = DynamoDbClients.builder();
      configure(builder, builder.overrideConfiguration().toBuilder(), endpoint, timeout);
      customization.accept(builder);
      return builder.build();
    });
  }

  /** Creates a client for streams. */
  public static DynamoDbStreamsClient streams(URI endpoint, Duration timeout) {
    return create(DynamoDbStreamsClient.builder(), endpoint, timeout);
  }

  /** Creates a client of any service, with the SDK's standard retries. */
  public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C create(
      B builder, URI endpoint, Duration timeout) {
    return isolated(() ->
        configure(
                builder,
                ClientOverrideConfiguration.builder().retryStrategy(RetryMode.STANDARD),
                endpoint,
                timeout)
            .build());
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

  /** Builds a client while nothing of the environment applies. */
  private static synchronized <T> T isolated(Supplier<T> builder) {
    Map<String, Optional<String>> before = new HashMap<>();
    READ_ANYWAY.forEach((setting, value) ->
        before.put(setting, Optional.ofNullable(System.setProperty(setting, value))));
    try {
      return builder.get();
    } finally {
      before.forEach((setting, value) ->
          value.ifPresentOrElse(
              old -> System.setProperty(setting, old), () -> System.clearProperty(setting)));
    }
  }
}
