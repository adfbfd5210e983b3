package cruddur.commands.users.signins;

import cruddur.commands.targets.AwsErrors;
import cruddur.commands.terminal.CommandFailedException;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * A Cognito user pool.
 *
 * @param service for messages: {@code Cognito in REGION}
 */
public record UserPool(CognitoIdentityProviderClient client, String id, String service) {

  private static final String SUB = "sub";
  private static final String HANDLE = "preferred_username";

  /**
   * Passes all users to a consumer, page by page; every page is one request.
   *
   * @throws CommandFailedException if the pool does not exist, or Cognito rejects the request
   */
  public void forEachUser(Consumer<PoolUser> consumer) {
    try {
      client
          // Without attributesToGet: Cognito rejects the page if one of its users lacks one of
          // them.
          .listUsersPaginator(request -> request.userPoolId(id))
          .users()
          .forEach(user -> consumer.accept(poolUser(user)));
    } catch (ResourceNotFoundException e) {
      throw new CommandFailedException(
          "User pool %s does not exist in %s: name another with --user-pool".formatted(id, service),
          e);
    } catch (SdkException e) {
      throw AwsErrors.explained(e, service);
    }
  }

  private static PoolUser poolUser(UserType user) {
    // Every user has a sub; without one, the user name identifies the user.
    return new PoolUser(attribute(user, SUB).orElseGet(user::username), attribute(user, HANDLE));
  }

  private static Optional<String> attribute(UserType user, String name) {
    return user.attributes().stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(AttributeType::value)
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
