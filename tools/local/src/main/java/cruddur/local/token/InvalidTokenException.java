package cruddur.local.token;

/** A token is not valid. */
public final class InvalidTokenException extends Exception {

  /** Why a token is not valid, in the words of API Gateway where it documents them. */
  public enum Reason {
    UNREADABLE("the token cannot be read"),
    METHOD("signing method is invalid"),
    KEY("the token's key is unknown"),
    SIGNATURE("the token's signature is invalid"),
    ISSUER("the token does not have a valid issuer"),
    AUDIENCE("the token does not have a valid audience"),
    EXPIRED("the token has expired"),
    NOT_YET_VALID("the token is not valid yet"),
    ISSUED_LATER("the token is used before it was issued");

    private final String description;

    Reason(String description) {
      this.description = description;
    }
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  InvalidTokenException(Reason reason) {
    super(reason.description);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
