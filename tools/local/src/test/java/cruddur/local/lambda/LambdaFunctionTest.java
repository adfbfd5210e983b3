package cruddur.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import cruddur.toolkit.template.EventSources;
import cruddur.toolkit.template.FunctionDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LambdaFunctionTest {

  /** The handlers' collaborators, in place of the deployed ones' wiring. */
  public record TestWiring(Map<String, String> environment, AtomicInteger instances) {}

  /** Responds with its event and context. */
  public static final class Http
      implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final TestWiring wiring;

    public Http(TestWiring wiring) {
      this.wiring = wiring;
      wiring.instances().incrementAndGet();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
      return APIGatewayV2HTTPResponse.builder()
          .withStatusCode(200)
          .withBody(
              wiring.environment().get("TABLE")
                  + " "
                  + event.getRouteKey()
                  + " "
                  + context.getFunctionName()
                  + " "
                  + context.getMemoryLimitInMB()
                  + " "
                  + (context.getRemainingTimeInMillis() > 0))
          .build();
    }
  }

  /** Reports the first record. */
  public static final class Stream implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    public Stream(TestWiring wiring) {}

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
      DynamodbEvent.DynamodbStreamRecord record = event.getRecords().getFirst();
      assertEquals("MSG#1", record.getDynamodb().getKeys().get("pk").getS());
      return new StreamsEventResponse(
          List.of(
              new StreamsEventResponse.BatchItemFailure(record.getDynamodb().getSequenceNumber())));
    }
  }

  /** Returns the event. */
  public static final class Trigger
      implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    public Trigger(TestWiring wiring) {}

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
      if (event.containsKey("refuse")) {
        throw new IllegalStateException("refused");
      }
      return event;
    }
  }

  /** Never responds. */
  public static final class Stuck implements RequestHandler<Map<String, Object>, String> {
    public Stuck(TestWiring wiring) {
      wiring.instances().incrementAndGet();
    }

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return "late";
    }
  }

  /** Has no constructor for the wiring. */
  public static final class Unwired implements RequestHandler<String, String> {
    @Override
    public String handleRequest(String event, Context context) {
      return event;
    }
  }

  private final AtomicInteger instances = new AtomicInteger();

  @Test
  void anHttpEventIsDeserializedAndTheResponseSerialized() throws FunctionError {
    assertEquals(
        "{\"statusCode\":200,\"body\":\"messages GET /a Http 512 true\",\"isBase64Encoded\":false}",
        invoke(
            Http.class, "{\"version\":\"2.0\",\"routeKey\":\"GET /a\",\"isBase64Encoded\":false}"));
  }

  @Test
  void aStreamEventIsDeserializedAsInTheRuntime() throws FunctionError {
    assertEquals(
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"7\"}]}",
        invoke(
            Stream.class,
            """
            {"Records":[{"eventID":"1","eventName":"INSERT","dynamodb":{
              "ApproximateCreationDateTime":1795352860,"Keys":{"pk":{"S":"MSG#1"}},"SequenceNumber":"7"}}]}
            """));
  }

  @Test
  void aMapIsSerializedWithoutNulls() throws FunctionError {
    assertEquals(
        "{\"triggerSource\":\"PreSignUp_SignUp\",\"request\":{},\"n\":1,\"b\":[true]}",
        invoke(
            Trigger.class,
            "{\"triggerSource\":\"PreSignUp_SignUp\",\"request\":{\"validationData\":null},\"n\":1,\"b\":[true]}"));
  }

  @Test
  void anExceptionOfAHandlerIsAFunctionError() {
    FunctionError error =
        assertThrows(FunctionError.class, () -> invoke(Trigger.class, "{\"refuse\":1}"));

    assertEquals("java.lang.IllegalStateException", error.errorType());
    assertEquals("refused", error.getMessage());
  }

  @Test
  void anEventThatIsNotJsonIsAFunctionError() {
    assertThrows(FunctionError.class, () -> invoke(Trigger.class, "no JSON"));
  }

  @Test
  void anInstanceIsReused() throws FunctionError {
    LambdaFunction function = function(Http.class, Duration.ofSeconds(10));

    function.invoke("{}".getBytes(StandardCharsets.UTF_8));
    function.invoke("{}".getBytes(StandardCharsets.UTF_8));

    assertEquals(1, instances.get());
  }

  @Test
  void aTimeoutIsAFunctionErrorAndItsInstanceIsNotReused() {
    LambdaFunction function = function(Stuck.class, Duration.ofMillis(1));

    for (int invocation = 0; invocation < 2; invocation++) {
      FunctionError error =
          assertThrows(
              FunctionError.class, () -> function.invoke("{}".getBytes(StandardCharsets.UTF_8)));
      assertEquals("Sandbox.Timedout", error.errorType());
      assertEquals("Task timed out after 0.001 seconds", error.getMessage());
    }
    assertEquals(2, instances.get());
  }

  @Test
  void aMissingHandlerFailsByName() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new LambdaFunction(definition("cruddur.Nobody", "handleRequest"), Map::copyOf))
            .getMessage()
            .startsWith("Fn: its handler class cruddur.Nobody does not exist"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> new LambdaFunction(definition(Http.class.getName(), "handle"), Map::copyOf))
            .getMessage()
            .contains("Http has no public method handle that takes an event and a Context"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> function(Unwired.class, Duration.ofSeconds(1)))
            .getMessage()
            .contains("Unwired has no public constructor that takes a "));
  }

  private String invoke(Class<?> handler, String event) throws FunctionError {
    byte[] response =
        function(handler, Duration.ofSeconds(10)).invoke(event.getBytes(StandardCharsets.UTF_8));
    return new String(response, StandardCharsets.UTF_8);
  }

  private LambdaFunction function(Class<?> handler, Duration timeout) {
    FunctionDefinition definition =
        new FunctionDefinition(
            handler.getSimpleName(),
            handler.getName(),
            "handleRequest",
            Map.of("TABLE", "messages"),
            timeout,
            512,
            "live",
            EventSources.NONE);
    return new LambdaFunction(definition, environment -> new TestWiring(environment, instances));
  }

  private static FunctionDefinition definition(String handlerClass, String method) {
    return new FunctionDefinition(
        "Fn",
        handlerClass,
        method,
        Map.of(),
        Duration.ofSeconds(1),
        128,
        "live",
        EventSources.NONE);
  }
}
