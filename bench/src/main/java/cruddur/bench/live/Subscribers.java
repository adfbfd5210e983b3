package cruddur.bench.live;

import cruddur.bench.running.RunningApi;
import cruddur.bench.running.RunningUsers;
import cruddur.bench.running.Sender;
import cruddur.toolkit.live.EventClient;
import cruddur.toolkit.live.EventFrame;
import cruddur.toolkit.live.LiveEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections of users to their channels: one of user 0, the others of users to whom nobody writes.
 */
final class Subscribers implements AutoCloseable {

  /** As many as a small site has open pages. */
  static final int MANY = 200;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final RunningApi api;
  private final RunningUsers users;
  private final List<EventClient> connected = new ArrayList<>();

  Subscribers(RunningApi api, RunningUsers users) {
    this.api = api;
    this.users = users;
  }

  /** Connects until there are so many. */
  void connect(int count) throws IOException, InterruptedException {
    while (connected.size() < count) {
      Sender user = users.sender(connected.isEmpty() ? 0 : bystander(connected.size()));
      connected.add(subscribed(user));
    }
  }

  private EventClient subscribed(Sender user) throws IOException, InterruptedException {
    LiveEndpoint endpoint = LiveEndpoint.of(api.get(user, "/api/me").path("live"));
    EventClient client = EventClient.connect(endpoint, user.token(), TIMEOUT);
    EventFrame response = client.subscribe("1", endpoint.channel());
    if (!response.isOfType("subscribe_success")) {
      client.close();
      throw new IOException("the response to a subscription was " + response.json());
    }
    return client;
  }

  /** Neither user 0 nor one of their neighbors. */
  private int bystander(int number) {
    return 2 + number % (users.count() - 3);
  }

  /** The connection of user 0. */
  EventClient first() {
    return connected.getFirst();
  }

  @Override
  public void close() {
    connected.forEach(EventClient::close);
  }
}
