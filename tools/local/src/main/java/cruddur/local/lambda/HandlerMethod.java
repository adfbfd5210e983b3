package cruddur.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import cruddur.toolkit.template.FunctionDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;

/**
 * A function's handler method, with the serializers that Lambda's Java runtime selects for its
 * event and its response ({@code EventHandlerLoader}): special ones for AWS's event types, Jackson
 * for all others.
 */
final class HandlerMethod {
  private final Class<?> handlerClass;
  private final Method method;
  private final PojoSerializer<Object> input;
  private final PojoSerializer<Object> output;

  private HandlerMethod(Class<?> handlerClass, Method method) {
    this.handlerClass = handlerClass;
    this.method = method;
    this.input = serializer(method.getGenericParameterTypes()[0]);
    this.output = serializer(method.getGenericReturnType());
  }

  /**
   * Finds the method.
   *
   * @throws IllegalArgumentException if it does not exist
   */
  static HandlerMethod of(FunctionDefinition function) {
    Class<?> handlerClass = handlerClass(function);
    return Arrays.stream(handlerClass.getMethods())
        .filter(method -> method.getName().equals(function.handlerMethod()) && !method.isBridge())
        .filter(method ->
            method.getParameterCount() == 2 && method.getParameterTypes()[1] == Context.class)
        .findFirst()
        .map(method -> new HandlerMethod(handlerClass, method))
        .orElseThrow(() ->
            new IllegalArgumentException(
                function.logicalId()
                    + ": "
                    + function.handlerClass()
                    + " has no public method "
                    + function.handlerMethod()
                    + " that takes an event and a Context"));
  }

  private static Class<?> handlerClass(FunctionDefinition function) {
    try {
      return Class.forName(function.handlerClass());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          function.logicalId()
              + ": its handler class "
              + function.handlerClass()
              + " does not exist",
          e);
    }
  }

  /** Creates a handler with the public constructor that takes the wiring. */
  Object newHandler(Object wiring) {
    try {
      return handlerClass.getConstructor(wiring.getClass()).newInstance(wiring);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          handlerClass.getName()
              + " has no public constructor that takes a "
              + wiring.getClass().getName(),
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(handlerClass.getName() + " could not be created", e);
    }
  }

  /** Calls the handler with a JSON event; returns its response as JSON, throws what it throws. */
  byte[] call(Object handler, byte[] event, Context context) throws Exception {
    try {
      Object response =
          method.invoke(handler, input.fromJson(new ByteArrayInputStream(event)), context);
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      output.toJson(response, json);
      return json.toByteArray();
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Exception exception -> throw exception;
        case Error error -> throw error;
        default -> throw e;
      }
    }
  }

  @SuppressWarnings("unchecked") // The runtime treats every type as Object, too.
  private static PojoSerializer<Object> serializer(Type type) {
    return type instanceof Class<?> known
            && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())
        ? LambdaEventSerializers.serializerFor((Class<Object>) known, known.getClassLoader())
        : JacksonFactory.getInstance().getSerializer(type);
  }
}
