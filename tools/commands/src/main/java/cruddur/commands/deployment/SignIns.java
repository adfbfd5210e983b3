package cruddur.commands.deployment;

import java.util.Optional;

/** The users in a deployment's user pool. */
public interface SignIns {

  /** The tokens of a signed-in user. */
  record Tokens(String accessToken, String idToken) {}

  /** The email address of a user that {@link #add} creates, in a domain that RFC 2606 reserves. */
  static String email(String handle) {
    return handle + "@example.com";
  }

  /**
   * Creates a confirmed user without sending email.
   *
   * @return the user's {@code sub}
   */
  String add(String handle, String displayName)
      throws DeploymentFailureException, InterruptedException;

  /** Signs in a user that {@link #add} created. */
  Tokens signIn(String handle) throws DeploymentFailureException, InterruptedException;

  /**
   * Signs in a user that {@link #add} created, with another spelling of their email address.
   *
   * @return empty if users do not sign in with an email address
   */
  Optional<Tokens> signIn(String handle, String email)
      throws DeploymentFailureException, InterruptedException;

  /**
   * Removes a user that {@link #add} created or may have created.
   *
   * @return the user's {@code sub}; empty if there is no such user
   */
  Optional<String> remove(String handle) throws DeploymentFailureException, InterruptedException;
}
