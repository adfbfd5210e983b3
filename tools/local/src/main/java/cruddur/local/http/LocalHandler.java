package cruddur.local.http;

/** Answers a route under {@code /local/}, which the deployed API does not have. */
@FunctionalInterface
public interface LocalHandler {

  /** Answers a request by its body. */
  HttpApiResponse respond(byte[] body);
}
