package cruddur.commands.users;

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
 * @param place how people call where it is: its region
 */
public record UserPool(CognitoIdentityProviderClient client, String id, String place) {

  private static final String SUB = "sub";
  private static final String HANDLE = "preferred_username";

  /**
   * Takes all its users, page by page as they are read; every page is one request.
   *
   * @throws CommandFailedException when there is no such pool, or Cognito refuses
   */
  public void forEachUser(Consumer<PoolUser> taking) {
    try {
      client
          .listUsersPaginator(request -> request.userPoolId(id).attributesToGet(SUB, HANDLE))
          .users()
          .forEach(user -> taking.accept(poolUser(user)));
    } catch (ResourceNotFoundException e) {
      throw new CommandFailedException(
          "There is no user pool %s in %s: name another with --user-pool".formatted(id, place), e);
    } catch (SdkException e) {
      throw AwsErrors.explained(e, place);
    }
  }

  private static PoolUser poolUser(UserType user) {
    return new PoolUser(attribute(user, SUB).orElseThrow(), attribute(user, HANDLE));
  }

  private static Optional<String> attribute(UserType user, String name) {
    return user.attributes().stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(AttributeType::value)
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
