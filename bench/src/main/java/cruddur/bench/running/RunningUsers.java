package cruddur.bench.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Users of a running system. Each has a conversation with the next one, the last with the first.
 */
public final class RunningUsers implements AutoCloseable {

  private static final String TEXT = "Shall we meet at the station at seven?";

  private final List<Sender> senders = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();

  private RunningUsers() {}

  /** Signs up users, and starts their conversations. */
  public static RunningUsers signUp(RunningApi api, int count)
      throws IOException, InterruptedException {
    RunningUsers users = new RunningUsers();
    for (int i = 0; i < count; i++) {
      users.senders.add(signUp(api, "bench_" + i, Sender.client(i)));
    }
    for (int i = 0; i < count; i++) {
      JsonNode started =
          api.post(
              users.sender(i),
              "/api/message_groups",
              Map.of("handle", users.sender((i + 1) % count).handle(), "message", TEXT));
      users.groups.add(started.path("message_group_uuid").textValue());
    }
    return users;
  }

  private static Sender signUp(RunningApi api, String handle, HttpClient client)
      throws IOException, InterruptedException {
    String email = handle + "@example.com";
    api.postLocal(
        "/local/sign-up", Map.of("handle", handle, "display_name", handle, "email", email));
    String token =
        api.postLocal("/local/token", Map.of("handle", handle)).path("access_token").textValue();
    Sender unknown = new Sender("", handle, token, client);
    String uuid = api.lookUp(unknown, handle).path("uuid").textValue();
    return new Sender(uuid, handle, token, client);
  }

  public int count() {
    return senders.size();
  }

  /**
   * A user by number.
   *
   * @param user 0 for the first
   */
  public Sender sender(int user) {
    return senders.get(user);
  }

  /** The uuid of the conversation of a user with the next one. */
  public String group(int user) {
    return groups.get(user);
  }

  @Override
  public void close() {
    senders.forEach(sender -> sender.client().close());
  }
}
