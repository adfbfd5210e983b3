package cruddur.commands.verification.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.SystemUnderTest;
import cruddur.toolkit.template.Template;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApiRouteTest {

  @Test
  void theRoutesAndFunctionsMatchTheTemplate() throws Exception {
    Set<String> inTemplate =
        Template.read(SystemUnderTest.TEMPLATE, Map.of()).functions().stream()
            .flatMap(function ->
                function.events().routes().stream()
                    .map(route -> route.key() + " " + function.logicalId()))
            .map(line -> line.replace("/{handle}", "/@*").replaceAll("\\{\\w+}", "*"))
            .collect(Collectors.toSet());

    assertEquals(
        inTemplate,
        Arrays.stream(ApiRoute.values())
            .map(route -> route.method() + " " + route.path("*") + " " + route.function())
            .collect(Collectors.toSet()));
  }
}
