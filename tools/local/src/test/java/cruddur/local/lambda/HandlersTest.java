package cruddur.local.lambda;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.RouteDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Template and handlers have the same functions, and each handler takes its function's event. */
class HandlersTest {
  private static List<FunctionDefinition> functions;
  private static String subscriptionHandler;

  @BeforeAll
  static void readTemplate() throws IOException {
    Template template = Template.read(Path.of("..", "..", "template.yaml"), Map.of());
    functions = template.functions();
    subscriptionHandler = template.eventApi().orElseThrow().subscriptionHandler();
  }

  @Test
  void everyFunctionHasAHandlerAndEveryHandlerAFunction() {
    Set<String> handlers =
        new ClassFileImporter()
            .importPackages("cruddur.handler").stream()
                .filter(type -> type.isAssignableTo(RequestHandler.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        handlers,
        functions.stream()
            .map(FunctionDefinition::handlerClass)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void aHandlerTakesTheEventOfItsFunction() throws ClassNotFoundException {
    for (FunctionDefinition function : functions) {
      assertEquals(List.of(eventType(function)), eventTypes(function), function.logicalId());
    }
  }

  @Test
  void everyHandlerCanBeCreatedFromTheWiring() {
    for (FunctionDefinition function : functions) {
      assertDoesNotThrow(() -> FunctionWithoutTable.of(function, _ -> {}), function.logicalId());
    }
  }

  @Test
  void everyRouteHasOneFunction() {
    List<String> routes =
        functions.stream()
            .flatMap(function -> function.events().routes().stream())
            .map(RouteDefinition::key)
            .toList();

    assertFalse(routes.isEmpty());
    assertEquals(Set.copyOf(routes).size(), routes.size());
  }

  /** The type of the function's only kind of event in the template. */
  private static Class<?> eventType(FunctionDefinition function) {
    List<Class<?>> types = new ArrayList<>();
    if (!function.events().routes().isEmpty()) {
      types.add(APIGatewayV2HTTPEvent.class);
    }
    if (function.events().stream().isPresent()) {
      types.add(DynamodbEvent.class);
    }
    if (!function.events().cognitoTriggers().isEmpty()
        || function.logicalId().equals(subscriptionHandler)) {
      types.add(Map.class);
    }
    assertEquals(
        1, types.size(), function.logicalId() + " has events of " + types.size() + " kinds");
    return types.getFirst();
  }

  private static List<Class<?>> eventTypes(FunctionDefinition function)
      throws ClassNotFoundException {
    return Arrays.stream(Class.forName(function.handlerClass()).getMethods())
        .filter(method -> method.getName().equals(function.handlerMethod()) && !method.isBridge())
        .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Context.class))
        .<Class<?>>map(method -> method.getParameterTypes()[0])
        .toList();
  }
}
