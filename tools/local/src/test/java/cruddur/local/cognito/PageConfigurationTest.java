package cruddur.local.cognito;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.local.route.HttpApiResponse;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.template.HttpApiDefinition;
import cruddur.toolkit.template.UserPoolDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageConfigurationTest {

  @Test
  void everyUserIsListedWithHandleAndNameOnly() throws RefusedException {
    Issuer issuer =
        Issuer.of(
            new HttpApiDefinition.Authorizer(
                "$request.header.Authorization",
                "https://issuer/us-east-1_local",
                List.of("client"),
                List.of()),
            Optional.empty(),
            InstantSource.fixed(Instant.parse("2026-11-22T13:07:40Z")),
            () -> "id-1");
    LocalUserPool pool =
        new LocalUserPool(
            issuer,
            new UserPoolDefinition(Map.of(), false),
            Map.of(),
            Optional.empty(),
            () -> "id-1");
    pool.add(new LocalUser("sub-1", "river", "River Example", "river@example.com"));
    pool.signUp("brook", "Brook Example", "brook@example.com");

    HttpApiResponse response =
        new PageConfiguration(pool).handlers().get("GET /config.json").respond(new byte[0]);

    assertEquals(
        "{\"api\":\"\",\"users\":[{\"handle\":\"river\",\"display_name\":\"River Example\"},"
            + "{\"handle\":\"brook\",\"display_name\":\"Brook Example\"}]}",
        new String(response.body(), StandardCharsets.UTF_8));
  }
}
