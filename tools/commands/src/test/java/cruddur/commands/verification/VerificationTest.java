package cruddur.commands.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.deployment.Deployment;
import cruddur.commands.deployment.LocalDeployment;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.commands.verification.CheckOutcome.Outcome;
import cruddur.commands.verification.FaultProxy.Altered;
import cruddur.commands.verification.FaultProxy.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the verification of a deployment finds, and that it leaves the deployment as it was. */
class VerificationTest {

  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final String ORIGIN = "http://localhost:3000";
  private static final Duration ENOUGH = Duration.ofSeconds(30);
  private static final String REMOVAL = "what was made is removed again";

  private static SystemUnderTest system;

  private final RecordingReport report = new RecordingReport();
  private Set<Map<String, AttributeValue>> before;

  @BeforeAll
  static void start() throws Exception {
    system = SystemUnderTest.start(SystemUnderTest.TEMPLATE);
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @BeforeEach
  void lookAtTheTable() {
    before = system.items();
  }

  @AfterEach
  void theTableIsAsItWas() {
    assertEquals(before, system.items());
  }

  @Test
  void aSystemThatWorksPassesEveryCheck() throws Exception {
    Report.Result result = verify(Fault.none());

    assertTrue(result.isOk(), () -> result.findings().toString());
    assertEquals(18, result.findings().size());
    assertEquals(List.of(), result.kept());
    assertEquals(
        List.of(
            "ListMessages",
            "ListMessageGroups",
            "CreateMessage",
            "CreateMessageGroup",
            "ShowUserShort"),
        result.timings().stream().map(Report.RouteTiming::function).toList());
  }

  /** A fault, the check that finds it, what was seen, and the cause it names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /api/message_groups | 401 | {"message":"Unauthorized"}          | both have it in their lists at once | the authorizer does not take this user pool's tokens: its issuer or audience is another
          GET /api/message_groups | 401 | ["access_token_required"]           | both have it in their lists at once | the function was given a token that is no access token
          GET /api/message_groups | 403 | {"message":"Forbidden"}             | both have it in their lists at once | the authorizer asks for a scope that the access token has not
          GET /api/message_groups | 403 | ["user_profile_missing"]            | both have it in their lists at once | RegisterUser was not called when the user signed in, or failed
          GET /api/message_groups | 404 | {"message":"Not Found"}             | both have it in their lists at once | the API has no such route, or is another API
          GET /api/message_groups | 429 | {"message":"Too Many Requests"}     | both have it in their lists at once | the API throttles: its limit is too low, or others use it now
          GET /api/message_groups | 500 | {"message":"Internal Server Error"} | both have it in their lists at once | the function failed, ran out of time or memory, or the API may not call it
          GET /api/message_groups | 500 | ["internal_error"]                  | both have it in their lists at once | the function met an error it did not expect, such as a permission that its role lacks
          GET /api/message_groups | 503 | ["service_unavailable"]             | both have it in their lists at once | the function cannot reach the table, or the table refuses for load
          GET /api/message_groups | 503 | {"message":"Service Unavailable"}   | both have it in their lists at once | the function answers too late or not at all: it hangs on its way to the table, or is throttled
          GET /api/message_groups | 418 | []                                  | both have it in their lists at once | the deployed code is another than this project's, or does not work
          """)
  void aRefusalNamesItsCause(String route, int status, String body, String check, String cause)
      throws Exception {
    Report.Result result = verify(onlyWithToken(route, new Altered.Answered(status, body)));

    CheckOutcome finding = failed(result, check);
    assertEquals(route + " answered " + status + " " + body + " in place of 200", finding.seen());
    assertEquals(cause, finding.cause().orElseThrow().likely());
    assertEquals(Outcome.OK, outcome(result, REMOVAL));
  }

  @Test
  void anIdTokenThatIsTakenIsFound() throws Exception {
    // The first request with a token is the one with the ID token.
    AtomicInteger asked = new AtomicInteger();
    Report.Result result =
        verify(request ->
            request.is("GET /api/message_groups")
                    && request.token().isPresent()
                    && asked.getAndIncrement() == 0
                ? Optional.of(new Altered.Answered(200, "[]"))
                : Optional.empty());

    CheckOutcome finding = failed(result, "an ID token does not do in place of an access token");
    assertEquals("GET /api/message_groups answered 200 in place of 401 or 403", finding.seen());
    assertEquals(
        "the route asks for no access token: the authorizer or its scope is missing",
        finding.cause().orElseThrow().likely());
    assertEquals(1, result.count(Outcome.FAILED));
  }

  @Test
  void aRouteThatNeedsNoTokenIsFound() throws Exception {
    Report.Result result =
        verify(request ->
            request.is("POST /api/messages") && request.token().isEmpty()
                ? Optional.of(new Altered.Answered(422, "[\"message_blank\"]"))
                : Optional.empty());

    CheckOutcome finding = failed(result, "no other route answers without a token");
    assertEquals(
        "POST /api/messages answered 422 [\"message_blank\"] in place of 401", finding.seen());
    assertEquals(
        "DefaultAuthorizer and AuthorizationScopes of MessagesApi in template.yaml, and whether this deployment was made of it",
        finding.cause().orElseThrow().lookAt());
    assertEquals(1, result.count(Outcome.FAILED));
  }

  @Test
  void aStrangerWhoMayReadIsFound() throws Exception {
    // Tokens in the order of their first use: an ID token, those of the two members, the
    // stranger's.
    Set<String> tokens = new LinkedHashSet<>();
    Report.Result result =
        verify(request -> {
          request.token().ifPresent(tokens::add);
          return tokens.size() == 4
                  && request.is("GET /api/messages/")
                  && request.token().equals(Optional.of(List.copyOf(tokens).getLast()))
              ? Optional.of(new Altered.Answered(200, "[]"))
              : Optional.empty();
        });

    CheckOutcome finding = failed(result, "a stranger can neither read nor write");
    assertEquals(
        "whoever knows a conversation's uuid can use it: take this deployment out of use",
        finding.cause().orElseThrow().likely());
    assertEquals(1, result.count(Outcome.FAILED));
  }

  @Test
  void pagesOfAnOriginThatIsNotAllowedAreFound() throws Exception {
    Report.Result result = verify(Fault.none(), "https://app.example", ENOUGH);

    CheckOutcome finding = failed(result, "pages of https://app.example may call it");
    assertEquals("allowed are the origin none and the headers none", finding.seen());
    assertEquals("the API's allowed origins are others", finding.cause().orElseThrow().likely());
    assertEquals(1, result.count(Outcome.FAILED));
  }

  @Test
  void anApiThatIsDownEndsTheVerificationBeforeAUserIsMade() throws Exception {
    Report.Result result = verify(all(new Altered.Cut()));

    CheckOutcome finding = failed(result, "the API answers, and its public route needs no token");
    assertEquals(
        "nothing listens at the API's address, or it cannot be reached from here",
        finding.cause().orElseThrow().likely());
    assertEquals(16, result.count(Outcome.NOT_REACHED));
    assertEquals("0 users and 0 items of the table", of(result, REMOVAL).seen());
  }

  @Test
  void aFunctionThatHangsIsFound() throws Exception {
    Report.Result result =
        verify(
            onlyWithToken("POST /api/message_groups", new Altered.Silence()),
            ORIGIN,
            Duration.ofSeconds(2));

    CheckOutcome finding = failed(result, "a conversation can be started");
    assertEquals("POST /api/message_groups was not answered: no answer in time", finding.seen());
    assertEquals(
        "the function hangs, probably on its way to the table",
        finding.cause().orElseThrow().likely());
    assertEquals(8, result.count(Outcome.NOT_REACHED));
  }

  @Test
  void aSignUpThatItsTriggerRefusesIsFound() throws Exception {
    Report.Result result =
        verify(on("POST /local/sign-up", new Altered.Answered(422, "[\"PreSignUp failed\"]")));

    CheckOutcome finding = failed(result, "users can be made");
    assertEquals("POST /local/sign-up answered 422 [\"PreSignUp failed\"]", finding.seen());
    assertEquals("the user pool's trigger fails", finding.cause().orElseThrow().likely());
    assertEquals("what bin/up printed of RegisterUser", finding.cause().orElseThrow().lookAt());
  }

  @Test
  void aUserWithoutAProfileIsFound() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Report.Result result =
        verify(request ->
            request.is("GET /api/users/") && asked.getAndIncrement() > 0
                ? Optional.of(new Altered.Answered(404, "[\"user_not_found\"]"))
                : Optional.empty());

    assertEquals(
        "RegisterUser was not called when the user signed in, or failed",
        failed(result, "each has a profile then").cause().orElseThrow().likely());
    assertEquals("3 users and 6 items of the table", of(result, REMOVAL).seen());
  }

  @Test
  void aUserWhomItCannotRemoveIsNamed() throws Exception {
    Report.Result result =
        verify(on("POST /local/delete-user", new Altered.Answered(500, "[\"broken\"]")));

    String seen = failed(result, REMOVAL).seen();
    assertTrue(
        seen.matches(
            "(the user verify_test\\d+_[abs] is still there: POST /local/delete-user answered 500 \\[\"broken\"](; )?){3}"),
        seen);
    assertEquals(1, result.count(Outcome.FAILED));
  }

  @Test
  void anInterruptedVerificationRemovesWhatItMade() throws Exception {
    Thread worker = Thread.currentThread();
    assertThrows(
        InterruptedException.class,
        () ->
            verify(request -> {
              if (request.is("POST /api/messages") && request.token().isPresent()) {
                worker.interrupt();
              }
              return Optional.empty();
            }));

    assertEquals(REMOVAL, report.findings().getLast().check());
    assertEquals(Outcome.OK, report.findings().getLast().outcome());
  }

  @Test
  void aStreamThatStandsStillIsFound(@TempDir Path directory) throws Exception {
    String template = Files.readString(SystemUnderTest.TEMPLATE);
    String prefix = "\"prefix\":\"MSG#\"";
    assertTrue(template.contains(prefix));
    Path altered = directory.resolve("template.yaml");
    Files.writeString(altered, template.replace(prefix, "\"prefix\":\"NONE\""));
    try (SystemUnderTest still = SystemUnderTest.start(altered)) {
      Set<Map<String, AttributeValue>> atFirst = still.items();
      Report.Result result = verify(still, Fault.none(), ORIGIN, ENOUGH, Duration.ZERO);

      CheckOutcome finding = failed(result, "the stream moves both lists to the newest message");
      assertEquals("0 s after a post the lists still show an older message", finding.seen());
      assertEquals(
          "the stream does not reach its function, or the function fails",
          finding.cause().orElseThrow().likely());
      // Twenty-two, and what chance has written of the limits: for each user a row of each of two.
      assertLinesMatch(
          List.of(
              "3 users and 2[2-8] items of the table; when the stream runs again, its records of them go to the failed batches"),
          List.of(of(result, REMOVAL).seen()));
      assertEquals(1, result.count(Outcome.FAILED));
      assertEquals(atFirst, still.items());
    }
  }

  private Report.Result verify(Fault fault) throws Exception {
    return verify(fault, ORIGIN, ENOUGH);
  }

  private Report.Result verify(Fault fault, String origin, Duration longestResponse)
      throws Exception {
    return verify(system, fault, origin, longestResponse, ENOUGH);
  }

  private Report.Result verify(
      SystemUnderTest of, Fault fault, String origin, Duration longestResponse, Duration patience)
      throws Exception {
    String run = "test" + RUNS.incrementAndGet();
    try (FaultProxy api = FaultProxy.of(of.api(), fault);
        Deployment deployment = LocalDeployment.find(api.port())) {
      return new Verification(
              deployment,
              new Verification.Options(run, origin, longestResponse, patience, false),
              report)
          .run();
    }
  }

  private static Fault on(String route, Altered altered) {
    return request -> request.is(route) ? Optional.of(altered) : Optional.empty();
  }

  /**
   * Of every request with an access token: those of the API's own checks before have none, or an ID
   * token.
   */
  private static Fault onlyWithToken(String route, Altered altered) {
    AtomicInteger asked = new AtomicInteger();
    boolean isListOfGroups = route.equals("GET /api/message_groups");
    return request ->
        request.is(route)
                && request.token().isPresent()
                && asked.incrementAndGet() > (isListOfGroups ? 1 : 0)
            ? Optional.of(altered)
            : Optional.empty();
  }

  /** Of every route of the API. */
  private static Fault all(Altered altered) {
    return request -> request.path().startsWith("/api/") ? Optional.of(altered) : Optional.empty();
  }

  private static CheckOutcome of(Report.Result result, String check) {
    return result.findings().stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome outcome(Report.Result result, String check) {
    return of(result, check).outcome();
  }

  private static CheckOutcome failed(Report.Result result, String check) {
    CheckOutcome finding = of(result, check);
    assertEquals(Outcome.FAILED, finding.outcome(), () -> result.findings().toString());
    return finding;
  }
}
