package cruddur.messaging.port.row;

/** A user's profile under the subject of their tokens. */
public record SignInProfile(String sub, UserProfile profile) implements Row {

  @Override
  public RowKey.OfSignIn key() {
    return new RowKey.OfSignIn(sub);
  }
}
