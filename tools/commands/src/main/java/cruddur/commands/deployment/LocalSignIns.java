package cruddur.commands.deployment;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The users of the system that runs on this machine, which asks for no password. */
record LocalSignIns(LocalHttp http, LogLocations whereabouts) implements SignIns {

  private static final String TRIGGERED = "RegisterUser";

  @Override
  public String add(String handle, String displayName)
      throws DeploymentFailureException, InterruptedException {
    return post(
            "/local/sign-up",
            Map.of(
                "handle", handle,
                "display_name", displayName,
                "email", handle + "@example.com"))
        .body()
        .path("sub")
        .asText();
  }

  @Override
  public Tokens signIn(String handle) throws DeploymentFailureException, InterruptedException {
    LocalHttp.Answer response = post("/local/token", Map.of("handle", handle));
    return new Tokens(
        response.body().path("access_token").asText(), response.body().path("id_token").asText());
  }

  @Override
  public Optional<String> remove(String handle)
      throws DeploymentFailureException, InterruptedException {
    LocalHttp.Answer response = send("/local/delete-user", Map.of("handle", handle));
    return response.status() == 404
        ? Optional.empty()
        : Optional.of(accepted("/local/delete-user", response).body().path("sub").asText());
  }

  private LocalHttp.Answer post(String path, Map<String, String> body)
      throws DeploymentFailureException, InterruptedException {
    return accepted(path, send(path, body));
  }

  private LocalHttp.Answer accepted(String path, LocalHttp.Answer response)
      throws DeploymentFailureException {
    if (response.status() != 200) {
      throw new DeploymentFailureException(
          "POST %s answered %d %s".formatted(path, response.status(), response.body()),
          new LikelyCause("the user pool's trigger fails", whereabouts.logOf(TRIGGERED)));
    }
    return response;
  }

  private LocalHttp.Answer send(String path, Map<String, String> body)
      throws DeploymentFailureException, InterruptedException {
    try {
      return http.post(path, body);
    } catch (IOException e) {
      throw new DeploymentFailureException(
          "POST %s was not answered: %s".formatted(path, e.getClass().getSimpleName()),
          new LikelyCause("bin/up has ended, or hangs", whereabouts.userPool()),
          e);
    }
  }
}
