package cruddur.local.route;

/** Handles a route that the deployed API does not have, {@code /local/token} for example. */
@FunctionalInterface
public interface LocalHandler {

  /** Responds to a request, of which only the body is known. */
  HttpApiResponse respond(byte[] body);
}
