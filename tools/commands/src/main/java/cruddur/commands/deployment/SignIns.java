package cruddur.commands.deployment;

import java.util.Optional;

/** A deployment's users, as its user pool keeps them. */
public interface SignIns {

  /** The tokens of who has signed in. */
  record Tokens(String accessToken, String idToken) {}

  /**
   * Makes a confirmed user, whom nobody is told of.
   *
   * @return his {@code sub}
   */
  String add(String handle, String displayName)
      throws DeploymentFailureException, InterruptedException;

  /** Signs in a user whom {@link #add} made. */
  Tokens signIn(String handle) throws DeploymentFailureException, InterruptedException;

  /**
   * Removes a user whom {@link #add} made or may have made.
   *
   * @return his {@code sub}; empty when there was no such user
   */
  Optional<String> remove(String handle) throws DeploymentFailureException, InterruptedException;
}
