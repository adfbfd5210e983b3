package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;

/** Options that say as whom, and in which region, to work on AWS: a mixin. */
public final class AwsAccount {

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "The region in AWS; AWS_REGION's or the profile's unless told.")
  private Optional<String> region = Optional.empty();

  @Option(
      names = "--profile",
      paramLabel = "P",
      description = "A profile of your AWS configuration; AWS_PROFILE's unless told.")
  private Optional<String> profile = Optional.empty();

  /** Whether either option is given. */
  public boolean isNamed() {
    return region.isPresent() || profile.isPresent();
  }

  /**
   * The profile's credentials, if one is named, whatever the environment holds: who names one means
   * that account. Otherwise the usual chain.
   */
  public AwsCredentialsProvider credentials() {
    return profile
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  /**
   * The region to work in.
   *
   * @throws CommandFailedException when none is set
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
      throw new CommandFailedException("No AWS region is set: give --region, or set AWS_REGION", e);
    }
  }

  /**
   * The number of the account that the credentials belong to, as AWS says.
   *
   * @throws CommandFailedException when there are no credentials, or AWS does not take them
   */
  public String number() {
    try (StsClient sts =
        StsClient.builder()
            .region(region())
            .credentialsProvider(credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return sts.getCallerIdentity().account();
    } catch (SdkException e) {
      throw AwsErrors.explained(e, "AWS in " + region().id());
    }
  }
}
