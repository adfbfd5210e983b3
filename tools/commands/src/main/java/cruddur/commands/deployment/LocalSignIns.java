package cruddur.commands.deployment;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The users of the local system, which asks for no password. */
record LocalSignIns(LocalHttp http, LogLocations logs) implements SignIns {

  private static final String TRIGGER = "RegisterUser";

  @Override
  public String add(String handle, String displayName)
      throws DeploymentFailureException, InterruptedException {
    return post(
            "/local/sign-up",
            Map.of(
                "handle", handle,
                "display_name", displayName,
                "email", SignIns.email(handle)))
        .body()
        .path("sub")
        .asText();
  }

  @Override
  public Tokens signIn(String handle) throws DeploymentFailureException, InterruptedException {
    LocalHttp.Response response = post("/local/token", Map.of("handle", handle));
    return new Tokens(
        response.body().path("access_token").asText(), response.body().path("id_token").asText());
  }

  /** The local system signs in users by handle. */
  @Override
  public Optional<Tokens> signIn(String handle, String email) {
    return Optional.empty();
  }

  @Override
  public Optional<String> remove(String handle)
      throws DeploymentFailureException, InterruptedException {
    LocalHttp.Response response = send("/local/delete-user", Map.of("handle", handle));
    return response.status() == 404
        ? Optional.empty()
        : Optional.of(requireOk("/local/delete-user", response).body().path("sub").asText());
  }

  private LocalHttp.Response post(String path, Map<String, String> body)
      throws DeploymentFailureException, InterruptedException {
    return requireOk(path, send(path, body));
  }

  private LocalHttp.Response requireOk(String path, LocalHttp.Response response)
      throws DeploymentFailureException {
    if (response.status() != 200) {
      throw new DeploymentFailureException(
          "POST %s returned %d %s".formatted(path, response.status(), response.body()),
          new LikelyCause("the user pool's trigger fails", logs.logOf(TRIGGER)));
    }
    return response;
  }

  private LocalHttp.Response send(String path, Map<String, String> body)
      throws DeploymentFailureException, InterruptedException {
    try {
      return http.post(path, body);
    } catch (IOException e) {
      throw new DeploymentFailureException(
          "POST %s got no response: %s".formatted(path, e.getClass().getSimpleName()),
          new LikelyCause("bin/up has ended or hangs", logs.userPool()),
          e);
    }
  }
}
