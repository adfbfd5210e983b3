package cruddur.messaging.port.row;

/**
 * The profile of a user, by sign-in.
 *
 * @param sub the subject of the user pool's tokens
 */
public record SignInProfile(String sub, UserProfile profile) implements Row {

  @Override
  public RowKey.OfSignIn key() {
    return new RowKey.OfSignIn(sub);
  }
}
