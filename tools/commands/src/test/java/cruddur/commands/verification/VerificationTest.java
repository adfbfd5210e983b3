package cruddur.commands.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.deployment.Clients;
import cruddur.commands.deployment.LocalDeployment;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.commands.verification.FaultProxy.Fault;
import cruddur.commands.verification.FaultProxy.Reaction;
import cruddur.commands.verification.checks.Timeouts;
import cruddur.commands.verification.report.CheckOutcome;
import cruddur.commands.verification.report.CheckOutcome.Status;
import cruddur.commands.verification.report.Report;
import cruddur.toolkit.live.ScriptedEventServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
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

/** A verification finds each failure, names its cause, and leaves the deployment unchanged. */
class VerificationTest {

  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final String ORIGIN = "http://localhost:3000";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String CLEANUP = "everything created is removed";

  /** Users in the order in which their tokens are used first, after an ID token. */
  private static final int ASH = 1;

  private static final int STRANGER = 3;

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
  void readTheTable() {
    before = system.items();
  }

  @AfterEach
  void theTableIsUnchanged() {
    assertEquals(before, system.items());
  }

  @Test
  void aSystemThatWorksPassesEveryCheck() throws Exception {
    Report.Result result = verify(Fault.none());

    assertTrue(result.isOk(), () -> result.outcomes().toString());
    assertEquals(26, result.outcomes().size());
    assertEquals(List.of(), result.kept());
    assertEquals(
        List.of(
            "ListMessages",
            "ListMessageGroups",
            "CreateMessage",
            "CreateMessageGroup",
            "ShowMe",
            "ShowUserShort",
            "MarkMessageGroupRead",
            "HideMessageGroup",
            "HideMessageGroup",
            "ClearMessageGroup"),
        result.timings().stream().map(Report.RouteTiming::function).toList());
  }

  /** The response to a route, the check that fails, and the likely cause that it names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /api/message_groups | 401 | {"message":"Unauthorized"}          | both members see it in their lists at once | the authorizer does not accept this user pool's tokens: its issuer or audience differs
          GET /api/message_groups | 401 | ["access_token_required"]           | both members see it in their lists at once | the function received a token that is not an access token
          GET /api/message_groups | 403 | {"message":"Forbidden"}             | both members see it in their lists at once | the authorizer requires a scope that the access token lacks
          GET /api/message_groups | 403 | ["user_profile_missing"]            | both members see it in their lists at once | RegisterUser was not called when the user signed in, or failed
          GET /api/message_groups | 404 | {"message":"Not Found"}             | both members see it in their lists at once | the API lacks this route, or is another API
          GET /api/message_groups | 429 | {"message":"Too Many Requests"}     | both members see it in their lists at once | the API throttles requests: its limit is too low, or other clients use it now
          GET /api/message_groups | 500 | {"message":"Internal Server Error"} | both members see it in their lists at once | the function failed, ran out of time or memory, or the API is not allowed to call it
          GET /api/message_groups | 500 | ["internal_error"]                  | both members see it in their lists at once | the function met an unexpected error, such as a permission that its role lacks
          GET /api/message_groups | 503 | ["service_unavailable"]             | both members see it in their lists at once | the function cannot reach the table, or the table throttles requests
          GET /api/message_groups | 503 | {"message":"Service Unavailable"}   | both members see it in their lists at once | the function does not respond in time: it cannot reach the table, or is throttled
          GET /api/message_groups | 418 | []                                  | both members see it in their lists at once | the deployed code is not this project's, or does not work
          """)
  void anErrorResponseNamesItsLikelyCause(
      String route, int status, String body, String check, String cause) throws Exception {
    Report.Result result = verify(onlyWithToken(route, new Reaction.Respond(status, body)));

    CheckOutcome outcome = failed(result, check);
    assertEquals(
        route + " returned " + status + " " + body + " instead of 200", outcome.observed());
    assertEquals(cause, outcome.cause().orElseThrow().likely());
    assertEquals(Status.OK, of(result, CLEANUP).status());
  }

  @Test
  void anIdTokenThatIsAcceptedIsFound() throws Exception {
    // The first request with a token is the one with the ID token.
    AtomicInteger requests = new AtomicInteger();
    Report.Result result =
        verify(request ->
            request.is("GET /api/message_groups")
                    && request.token().isPresent()
                    && requests.getAndIncrement() == 0
                ? Optional.of(new Reaction.Respond(200, "[]"))
                : Optional.empty());

    CheckOutcome outcome = failed(result, "an ID token is not accepted as an access token");
    assertEquals("GET /api/message_groups returned 200 instead of 401 or 403", outcome.observed());
    assertEquals(
        "the route does not require an access token: its authorizer or scope is missing",
        outcome.cause().orElseThrow().likely());
    assertEquals(1, result.count(Status.FAILED));
  }

  @Test
  void aRouteThatNeedsNoTokenIsFound() throws Exception {
    Report.Result result =
        verify(request ->
            request.is("POST /api/messages") && request.token().isEmpty()
                ? Optional.of(new Reaction.Respond(422, "[\"message_blank\"]"))
                : Optional.empty());

    CheckOutcome outcome = failed(result, "all other routes require a token");
    assertEquals(
        "POST /api/messages returned 422 [\"message_blank\"] instead of 401", outcome.observed());
    assertEquals(
        "DefaultAuthorizer and AuthorizationScopes of MessagesApi in template.yaml; check that this deployment was made from it",
        outcome.cause().orElseThrow().lookAt());
    assertEquals(1, result.count(Status.FAILED));
  }

  @Test
  void aStrangerWhoCanReadIsFound() throws Exception {
    Report.Result result =
        verify(ofUser(STRANGER, on("GET /api/messages/", new Reaction.Respond(200, "[]"))));

    CheckOutcome outcome = failed(result, "a stranger can neither read nor write");
    assertEquals(
        "any user who knows a message group's uuid can use it: take this deployment out of service",
        outcome.cause().orElseThrow().likely());
    assertEquals(1, result.count(Status.FAILED));
  }

  /** The response to one of Ash's requests, and the only check that fails. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT    | /read_marker | {"up_to":"2026-11-22T13:07:40.123456+00:00"} | a member can mark a conversation as read   | returned 200 with another up_to than requested
          PUT    | /hidden      | {"up_to":"2026-11-22T13:07:40.123456+00:00"} | a member can hide it and bring it back      | returned 200 with another up_to than requested
          DELETE | /hidden      | {"message_group_uuid":"none"}                | a member can hide it and bring it back      | the conversation is still hidden after it was brought back
          DELETE |              | {"up_to":"2026-11-22T13:07:40.123456+00:00"} | a member can clear it for themselves        | returned 200 with another up_to than requested
          """)
  void aMarkerThatIsNotStoredFailsItsOwnCheckAlone(
      String method, String end, String body, String check, String observed) throws Exception {
    Report.Result result =
        verify(
            ofUser(
                ASH,
                request ->
                    isReadStateRequest(request, method, end)
                        ? Optional.of(new Reaction.Respond(200, body))
                        : Optional.empty()));

    CheckOutcome outcome = failed(result, check);
    assertTrue(outcome.observed().endsWith(observed), outcome.observed());
    assertEquals(
        "the deployed code is not this project's, or does not work",
        outcome.cause().orElseThrow().likely());
    assertEquals(1, result.count(Status.FAILED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT    | /read_marker
          PUT    | /hidden
          DELETE | /hidden
          DELETE |
          """)
  void aStrangerWhoCanWriteAReadStateIsFound(String method, String end) throws Exception {
    Report.Result result =
        verify(
            ofUser(
                STRANGER,
                request ->
                    isReadStateRequest(request, method, end)
                        ? Optional.of(new Reaction.Respond(200, "{}"))
                        : Optional.empty()));

    CheckOutcome outcome = failed(result, "a stranger can neither mark, hide nor clear it");
    assertTrue(outcome.observed().endsWith("returned 200 instead of 404"), outcome.observed());
    assertEquals(
        "any user who knows a message group's uuid can use it: take this deployment out of service",
        outcome.cause().orElseThrow().likely());
    assertEquals(1, result.count(Status.FAILED));
  }

  private static boolean isReadStateRequest(
      FaultProxy.ProxiedRequest request, String method, String end) {
    return request.is(method + " /api/message_groups/")
        && (end == null ? !request.path().endsWith("/hidden") : request.path().endsWith(end));
  }

  @Test
  void aProfileWithoutTheLiveEventsOfTheDeploymentIsFound() throws Exception {
    Report.Result result =
        verify(request ->
            isShowMe(request)
                ? Optional.of(new Reaction.Respond(200, "{\"live\":null}"))
                : Optional.empty());

    for (String check :
        List.of("a message reaches a connected member", "the live events of others are refused")) {
      CheckOutcome outcome = failed(result, check);
      assertEquals(
          "GET /api/me returned no address of the live events, which the deployment has",
          outcome.observed());
      assertEquals(
          "the alias of ShowMe leads to a version that was published before LiveEvents changed",
          outcome.cause().orElseThrow().likely());
      assertEquals(
          "VersionDescription of ShowMe in template.yaml; check that this deployment was made from it; change it and deploy"
              + " again",
          outcome.cause().orElseThrow().lookAt());
    }
    assertEquals(2, result.count(Status.FAILED));
  }

  /** The refusal of a subscription proves something only if the channel is its reason. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"errorType":"BadRequestException","message":"Channel Namespace not found"}       | OK
          {"errorType":"BadRequestException","message":"Invalid Channel Format"}            | OK
          {"errorType":"ThrottlingException","message":"Rate exceeded"}                     | FAILED
          {"errorType":"UnauthorizedException","message":"You are not authorized."}         | FAILED
          """)
  void aRefusalForAnotherReasonThanTheChannelIsNotTheExpectedOne(String error, Status status)
      throws Exception {
    String frame = "{\"type\":\"subscribe_error\",\"id\":\"%s\",\"errors\":[%s]}";
    Set<String> tokens = Collections.synchronizedSet(new LinkedHashSet<>());
    try (ScriptedEventServer events =
        ScriptedEventServer.start(sent ->
            List.of(
                sent.path("type").asText().equals("connection_init")
                    ? "{\"type\":\"connection_ack\"}"
                    : frame.formatted(sent.path("id").asText(), error)))) {
      Report.Result result =
          verify(request -> {
            if (!isShowMe(request)) {
              return Optional.empty();
            }
            tokens.add(request.token().orElseThrow());
            String channel =
                "/members/" + List.copyOf(tokens).indexOf(request.token().orElseThrow());
            return Optional.of(
                new Reaction.Respond(
                    200,
                    "{\"live\":{\"url\":\"%s\",\"host\":\"h\",\"channel\":\"%s\"}}"
                        .formatted(events.url(), channel)));
          });

      assertEquals(
          "the subscription to a user's own channel was refused: " + frame.formatted("own", error),
          failed(result, "a message reaches a connected member").observed());
      CheckOutcome refused = of(result, "the live events of others are refused");
      assertEquals(status, refused.status());
      assertEquals(
          status == Status.OK
              ? "another user's channel and a wildcard"
              : "the subscription to /members/1 was refused for another reason than its channel: "
                  + frame.formatted("/members/1", error),
          refused.observed());
    }
  }

  @Test
  void pagesOfAnOriginThatIsNotAllowedAreFound() throws Exception {
    Report.Result result = verify(Fault.none(), "https://app.example", LONG);

    CheckOutcome outcome = failed(result, "pages of https://app.example may call the API");
    assertEquals("the allowed origin is none and the allowed headers are none", outcome.observed());
    assertEquals("the API's allowed origins differ", outcome.cause().orElseThrow().likely());
    assertEquals(1, result.count(Status.FAILED));
  }

  @Test
  void aFunctionThatFailsOnItsScheduledEventIsFound() throws Exception {
    Report.Result result =
        verify(
            on(
                "POST /2015-03-31/functions/ListMessages/invocations",
                new Reaction.Respond(404, "{\"Message\":\"Function not found\"}")));

    CheckOutcome outcome = failed(result, "all functions take their scheduled event");
    assertTrue(
        outcome.observed().startsWith("ListMessages cannot be invoked: Function not found"),
        outcome.observed());
    assertEquals(
        "the function is not active, or your credentials do not allow lambda:InvokeFunction",
        outcome.cause().orElseThrow().likely());
    assertEquals(1, result.count(Status.FAILED));
  }

  @Test
  void anApiThatIsDownEndsTheVerificationBeforeAUserIsCreated() throws Exception {
    Report.Result result = verify(all(new Reaction.Disconnect()));

    CheckOutcome outcome = failed(result, "the API responds, and its public route needs no token");
    assertEquals(
        "nothing listens at the API's address, or it cannot be reached from this machine",
        outcome.cause().orElseThrow().likely());
    assertEquals(24, result.count(Status.NOT_REACHED));
    assertEquals("0 users and 0 items removed", of(result, CLEANUP).observed());
  }

  @Test
  void aFunctionThatHangsIsFound() throws Exception {
    Report.Result result =
        verify(
            onlyWithToken("POST /api/message_groups", new Reaction.Hang()),
            ORIGIN,
            Duration.ofSeconds(10));

    CheckOutcome outcome = failed(result, "a conversation can be started");
    assertEquals("POST /api/message_groups got no response: it timed out", outcome.observed());
    assertEquals(
        "the function hangs, probably because it cannot reach the table",
        outcome.cause().orElseThrow().likely());
    assertEquals(14, result.count(Status.NOT_REACHED));
  }

  @Test
  void aSignUpThatTheTriggerRejectsIsFound() throws Exception {
    Report.Result result =
        verify(on("POST /local/sign-up", new Reaction.Respond(422, "[\"PreSignUp failed\"]")));

    CheckOutcome outcome = failed(result, "users can be created");
    assertEquals("POST /local/sign-up returned 422 [\"PreSignUp failed\"]", outcome.observed());
    assertEquals("the user pool's trigger fails", outcome.cause().orElseThrow().likely());
    assertEquals("the output of bin/up for RegisterUser", outcome.cause().orElseThrow().lookAt());
  }

  @Test
  void aUserWithoutAProfileIsFound() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    Report.Result result =
        verify(request ->
            request.is("GET /api/users/") && requests.getAndIncrement() > 0
                ? Optional.of(new Reaction.Respond(404, "[\"user_not_found\"]"))
                : Optional.empty());

    assertEquals(
        "RegisterUser was not called when the user signed in, or failed",
        failed(result, "each user has a profile").cause().orElseThrow().likely());
    assertEquals("3 users and 9 items removed", of(result, CLEANUP).observed());
  }

  @Test
  void aUserWhoCannotBeRemovedIsNamed() throws Exception {
    Report.Result result =
        verify(on("POST /local/delete-user", new Reaction.Respond(500, "[\"broken\"]")));

    String observed = failed(result, CLEANUP).observed();
    assertTrue(
        observed.matches(
            "(user verify_test\\d+_[abs] could not be removed: POST /local/delete-user returned 500 \\[\"broken\"](; )?){3}"),
        observed);
    assertEquals(1, result.count(Status.FAILED));
  }

  @Test
  void anInterruptedVerificationRemovesEverything() throws Exception {
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

    assertEquals(CLEANUP, report.outcomes().getLast().check());
    assertEquals(Status.OK, report.outcomes().getLast().status());
  }

  @Test
  void aStreamThatDoesNotReachItsFunctionIsFound(@TempDir Path directory) throws Exception {
    String template = Files.readString(SystemUnderTest.TEMPLATE);
    String prefix = "\"prefix\":\"MSG#\"";
    assertTrue(template.contains(prefix));
    Path altered = directory.resolve("template.yaml");
    Files.writeString(altered, template.replace(prefix, "\"prefix\":\"NONE\""));
    try (SystemUnderTest stalled = SystemUnderTest.start(altered)) {
      Set<Map<String, AttributeValue>> itemsBefore = stalled.items();
      Report.Result result = verify(stalled, Fault.none(), ORIGIN, LONG, Duration.ZERO);

      CheckOutcome outcome = failed(result, "the stream moves both lists to the newest message");
      // The time that the first request for the lists took.
      assertLinesMatch(
          List.of("the lists still show an older message \\d+ s after a post"),
          List.of(outcome.observed()));
      assertEquals(
          "the stream does not reach its function, or the function fails",
          outcome.cause().orElseThrow().likely());
      CheckOutcome live = failed(result, "a message reaches a connected member");
      assertEquals("no event arrived within 0 s after a post", live.observed());
      assertEquals(
          "NotifyMembers does not receive the stream, or cannot publish",
          live.cause().orElseThrow().likely());
      // 26 items, and up to six usage windows: counting is sampled.
      assertLinesMatch(
          List.of(
              "3 users and (2[6-9]|3[0-2]) items removed; their stream records go to the failure queue when the stream runs again"),
          List.of(of(result, CLEANUP).observed()));
      assertEquals(2, result.count(Status.FAILED));
      assertEquals(itemsBefore, stalled.items());
    }
  }

  private Report.Result verify(Fault fault) throws Exception {
    return verify(fault, ORIGIN, LONG);
  }

  private Report.Result verify(Fault fault, String origin, Duration responseTimeout)
      throws Exception {
    return verify(system, fault, origin, responseTimeout, LONG);
  }

  private Report.Result verify(
      SystemUnderTest target,
      Fault fault,
      String origin,
      Duration responseTimeout,
      Duration streamTimeout)
      throws Exception {
    String run = "test" + RUNS.incrementAndGet();
    try (FaultProxy api = FaultProxy.of(target.api(), fault);
        Clients clients = new Clients()) {
      return new Verification(
              LocalDeployment.find(api.port(), clients),
              new Verification.Options(
                  run, Optional.of(origin), new Timeouts(responseTimeout, streamTimeout), false),
              report)
          .run();
    }
  }

  private static Fault on(String route, Reaction reaction) {
    return request -> request.is(route) ? Optional.of(reaction) : Optional.empty();
  }

  /** Other routes begin with the same letters. */
  private static boolean isShowMe(FaultProxy.ProxiedRequest request) {
    return request.method().equals("GET") && request.path().equals("/api/me");
  }

  /** Reacts to each request that has an access token. The first with a token has an ID token. */
  private static Fault onlyWithToken(String route, Reaction reaction) {
    AtomicInteger requests = new AtomicInteger();
    boolean isListOfGroups = route.equals("GET /api/message_groups");
    return request ->
        request.is(route)
                && request.token().isPresent()
                && requests.incrementAndGet() > (isListOfGroups ? 1 : 0)
            ? Optional.of(reaction)
            : Optional.empty();
  }

  /**
   * Reacts to requests with the token of one user. Tokens are told apart by their first use: an ID
   * token, then the access tokens of Ash, Birch and the stranger.
   */
  private static Fault ofUser(int user, Fault fault) {
    Set<String> tokens = Collections.synchronizedSet(new LinkedHashSet<>());
    return request -> {
      request.token().ifPresent(tokens::add);
      int index = request.token().map(List.copyOf(tokens)::indexOf).orElse(-1);
      return index == user ? fault.on(request) : Optional.empty();
    };
  }

  /** Reacts to every request to the API. */
  private static Fault all(Reaction reaction) {
    return request -> request.path().startsWith("/api/") ? Optional.of(reaction) : Optional.empty();
  }

  private static CheckOutcome of(Report.Result result, String check) {
    return result.outcomes().stream()
        .filter(outcome -> outcome.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private static CheckOutcome failed(Report.Result result, String check) {
    CheckOutcome outcome = of(result, check);
    assertEquals(Status.FAILED, outcome.status(), () -> result.outcomes().toString());
    return outcome;
  }
}
