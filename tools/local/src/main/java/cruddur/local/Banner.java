package cruddur.local;

import cruddur.local.faults.FaultSettings;
import cruddur.local.http.HttpApi;
import cruddur.toolkit.sample.SampleUsers;
import java.net.URI;

/** The text that {@code bin/up} prints when the system is running: addresses and commands. */
final class Banner {

  private Banner() {}

  /**
   * Returns the banner. Its commands work as printed, in this order, in one shell.
   *
   * @param token the command that prints access tokens, {@code bin/token}
   */
  static String of(LocalSystem.Addresses addresses, String token) {
    String port =
        addresses.api().getPort() == HttpApi.DEFAULT_PORT
            ? ""
            : " --port " + addresses.api().getPort();
    return """

    The system is running.
      page       %1$s/
      API        %1$s
      DynamoDB   %2$s, table %3$s
      issuer     %4$s
      failures   %1$s/local/failures, the failure queue of the stream
    %12$s
    Try it from a second terminal:

    # Get an access token of a sample user: %7$s, %8$s, %9$s or %10$s.
    TOKEN=$(%6$s %7$s%11$s)

    # List their conversations, the newest first.
    curl -s -H "Authorization: Bearer $TOKEN" %1$s/api/message_groups

    # Read the newest messages of one, then the page that the Link header names.
    curl -si -H "Authorization: Bearer $TOKEN" %1$s/api/messages/%5$s
    NEXT=$(curl -si -H "Authorization: Bearer $TOKEN" %1$s/api/messages/%5$s | sed -n 's/^[Ll]ink: <\\(.*\\)>.*/\\1/p')
    curl -s -H "Authorization: Bearer $TOKEN" "%1$s$NEXT"

    # Send a message.
    curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"message_group_uuid":"%5$s","message":"The lemon is packed."}' %1$s/api/messages

    # Start a conversation.
    curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"handle":"%10$s","message":"Welcome aboard!"}' %1$s/api/message_groups

    # Look up a user.
    curl -s %1$s/api/users/@%10$s/short

    # Sign up a user, and get their token.
    curl -s -H 'Content-Type: application/json' -d '{"handle":"ada_p","display_name":"Ada Pinewood","email":"ada_p@example.com"}' %1$s/local/sign-up
    %6$s ada_p%11$s

    Press Ctrl-C to stop.
    """
        .formatted(
            addresses.api(),
            addresses.dynamoDb(),
            addresses.table(),
            addresses.issuer(),
            addresses.groupUuid(),
            token,
            SampleUsers.INES.handle(),
            SampleUsers.TAREK.handle(),
            SampleUsers.MEI.handle(),
            SampleUsers.NOOR.handle(),
            port,
            addresses.live().map(url -> "  live       " + url + "\n").orElse(""));
  }

  /** Returns the text about the faults that are injected. */
  static String ofFaults(FaultSettings faults, URI api) {
    return """

    Faults are injected at a rate of %1$s, with --fault-seed %2$d:
      requests to /api/      connection closed before or after the function has run, 429, 503, delay
      requests to DynamoDB   connection closed, 500, throttling, conflict, delay; half of the retries get another fault
      rows of the index      stale by up to 2 s
      stream batches         delayed, delivered twice, or reported as failed
      live events            lost, delivered twice, or delayed so that later ones overtake them; connection cut
    Delays are up to %3$s s. Acknowledged messages are safe: faults refuse, lose, repeat or delay requests.
    GET %4$s/local/faults returns their counts; POST {"rate": 0} there stops them.
    """
        .formatted(faults.rate(), faults.seed(), faults.maxDelay().toMillis() / 1000.0, api);
  }
}
