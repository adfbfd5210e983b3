package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;

/** Options for the AWS credentials and region: a mixin. */
public final class AwsAccount {

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "The AWS region (default: AWS_REGION, or the region of the profile).")
  private Optional<String> region = Optional.empty();

  @Option(
      names = "--profile",
      paramLabel = "P",
      description = "A profile of your AWS configuration (default: AWS_PROFILE).")
  private Optional<String> profile = Optional.empty();

  /** Whether a region or a profile is named. */
  public boolean isNamed() {
    return region.isPresent() || profile.isPresent();
  }

  /**
   * The credentials of the profile if one is set, even if the environment holds others, which may
   * belong to another account. Otherwise the default chain.
   */
  public AwsCredentialsProvider credentials() {
    return profile
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  /**
   * The region.
   *
   * @throws CommandFailedException if none is set
   */
  public Region region() {
    if (region.isPresent()) {
      return Region.of(region.get());
    }
    try {
      return DefaultAwsRegionProviderChain.builder()
          .profileName(profile.orElse(null))
          .build()
          .getRegion();
    } catch (SdkClientException e) {
      throw new CommandFailedException(
          "No AWS region is set: name one with --region, or set AWS_REGION", e);
    }
  }

  /**
   * Creates a client of a service in the region of these options. The caller closes it.
   *
   * @throws CommandFailedException if no region is set
   */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, region());
  }

  /** Creates a client of a service in another region. The caller closes it. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, Region other) {
    return builder
        .region(other)
        .credentialsProvider(credentials())
        // Honors the proxy settings of the environment.
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /**
   * The number of the account that the credentials belong to, as STS returns it.
   *
   * @throws CommandFailedException if there are no credentials, or AWS rejects them
   */
  public String number() {
    try (StsClient sts = client(StsClient.builder())) {
      return sts.getCallerIdentity().account();
    } catch (SdkException e) {
      throw AwsErrors.explained(e, "AWS in " + region().id());
    }
  }
}
