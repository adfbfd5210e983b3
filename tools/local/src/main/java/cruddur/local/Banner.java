package cruddur.local;

import cruddur.local.faults.FaultSettings;
import cruddur.local.http.HttpApi;
import cruddur.toolkit.sample.SampleUsers;
import java.net.URI;

/** What is printed when everything runs: where it is, and commands to try it with. */
final class Banner {

  private Banner() {}

  /**
   * The text. Every line of commands works as it stands, in this order, in one shell.
   *
   * @param token the command that prints access tokens, {@code bin/token}
   */
  static String of(LocalSystem.Addresses at, String token) {
    String port = at.api().getPort() == HttpApi.DEFAULT_PORT ? "" : " --port " + at.api().getPort();
    return """

    Everything runs.
      page       %1$s/
      API        %1$s
      DynamoDB   %2$s, table %3$s
      issuer     %4$s
      failures   %1$s/local/failures, stream records that could not be processed

    To try it, from a second terminal:

    # An access token of a sample user: %7$s, %8$s, %9$s or %10$s.
    TOKEN=$(%6$s %7$s%11$s)

    # Her conversations, the newest first.
    curl -s -H "Authorization: Bearer $TOKEN" %1$s/api/message_groups

    # The newest messages of one; the Link header leads to the page before.
    curl -si -H "Authorization: Bearer $TOKEN" %1$s/api/messages/%5$s
    NEXT=$(curl -si -H "Authorization: Bearer $TOKEN" %1$s/api/messages/%5$s | sed -n 's/^[Ll]ink: <\\(.*\\)>.*/\\1/p')
    curl -s -H "Authorization: Bearer $TOKEN" "%1$s$NEXT"

    # A message into it.
    curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"message_group_uuid":"%5$s","message":"The lemon is packed."}' %1$s/api/messages

    # A conversation with somebody new.
    curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"handle":"%10$s","message":"Welcome aboard!"}' %1$s/api/message_groups

    # A user.
    curl -s %1$s/api/users/@%10$s/short

    # A new user, and her token.
    curl -s -H 'Content-Type: application/json' -d '{"handle":"ada_p","display_name":"Ada Pinewood","email":"ada_p@example.com"}' %1$s/local/sign-up
    %6$s ada_p%11$s

    Ctrl-C ends it all.
    """
        .formatted(
            at.api(),
            at.dynamoDb(),
            at.table(),
            at.issuer(),
            at.groupUuid(),
            token,
            SampleUsers.INES.handle(),
            SampleUsers.TAREK.handle(),
            SampleUsers.MEI.handle(),
            SampleUsers.NOOR.handle(),
            port);
  }

  /** What goes wrong on purpose, and how often. */
  static String ofFaults(FaultSettings faults, URI api) {
    return """

    Faults are on, at a rate of %1$s with --fault-seed %2$d. So many meet one, by chance:
      requests to /api/      the connection is cut before or after the function has run, 429, 503, slow
      calls of DynamoDB      cut, 500, throttled, in conflict, slow; half of the attempts that follow meet another
      rows of the index      as they were up to 2 s ago
      batches of the stream  late, twice, or taken for failed
    Slow and late are up to %3$s s. What was acknowledged is safe: faults refuse, lose, repeat and delay, no more.
    GET %4$s/local/faults counts them; POST {"rate": 0} there ends them.
    """
        .formatted(faults.rate(), faults.seed(), faults.longestPause().toMillis() / 1000.0, api);
  }
}
