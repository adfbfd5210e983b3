package cruddur.bench.running;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.util.Locale;

/**
 * A user of the running system.
 *
 * @param token an access token
 * @param client sends from a loopback address of this user alone, because lookups are limited for
 *     each address
 */
public record Sender(String uuid, String handle, String token, HttpClient client) {

  /** A client that sends from an address by number, 0 to 62,499. */
  public static HttpClient client(int number) {
    String address = String.format(Locale.ROOT, "127.1.%d.%d", number / 250, 1 + number % 250);
    return HttpClient.newBuilder()
        .localAddress(InetAddress.ofLiteral(address))
        .version(HttpClient.Version.HTTP_1_1)
        .build();
  }
}
