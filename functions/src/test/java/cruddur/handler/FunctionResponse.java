package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a function answers. */
public record FunctionResponse(int status, Map<String, String> headers, String body) {

  private static final Pattern NEXT = Pattern.compile("<[^?>]*\\?([^>]*)>; rel=\"next\"");

  public static FunctionResponse of(APIGatewayV2HTTPResponse response) {
    return new FunctionResponse(
        response.getStatusCode(), Map.copyOf(response.getHeaders()), response.getBody());
  }

  String header(String name) {
    return headers.get(name);
  }

  /** The objects of the body. */
  List<Map<String, String>> objects() {
    return JsonText.objects(body);
  }

  /** One field of the body's objects, in order. */
  List<String> each(String field) {
    return objects().stream().map(object -> object.get(field)).toList();
  }

  /** A field of the body, which is one object. */
  String field(String name) {
    return objects().getFirst().get(name);
  }

  /** The query parameters of the link to the next page. */
  Optional<Map<String, String>> next() {
    return Optional.ofNullable(header("link")).map(FunctionResponse::query);
  }

  private static Map<String, String> query(String link) {
    Matcher matcher = NEXT.matcher(link);
    if (!matcher.matches()) {
      throw new AssertionError("no link to a next page: " + link);
    }
    Map<String, String> query = new LinkedHashMap<>();
    for (String parameter : matcher.group(1).split("&", -1)) {
      query.put(
          parameter.substring(0, parameter.indexOf('=')),
          parameter.substring(parameter.indexOf('=') + 1));
    }
    return query;
  }
}
