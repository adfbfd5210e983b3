package cruddur.local.http;

import com.nimbusds.jose.jwk.JWKSet;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * The template's HTTP API on a port of this machine, reachable from this machine alone, and beside
 * it the routes under {@code /local/} and the page. Every body that it makes itself is JSON.
 */
public final class HttpApi implements AutoCloseable {
  /** The port when none is asked for. */
  public static final int DEFAULT_PORT = 4567;

  /**
   * API Gateway's quotas: the request line and headers in bytes, and how long it waits for a
   * function.
   */
  private static final int LARGEST_HEAD = 10_240;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Server server = new Server(new VirtualThreadPool());
  private final ServerConnector connector;

  /**
   * Builds the API; {@link #start} starts it.
   *
   * @param functions by their names in the template
   * @param keys the issuer's public keys
   * @param localHandlers by method and path, {@code POST /local/token} for example
   * @param page the folder of the page's files
   * @param port 0 for any free one
   */
  public HttpApi(
      Template template,
      Map<String, ? extends Invocable> functions,
      JWKSet keys,
      Map<String, LocalHandler> localHandlers,
      Path page,
      Clock clock,
      int port) {
    List<String> scopes = template.httpApi().authorizer().scopes();
    Gateway gateway =
        new Gateway(
            template.httpApi(),
            routes(template, functions),
            new JwtAuthorizer(template.httpApi().authorizer(), keys, clock),
            new ProxyEvent(scopes, clock));
    HttpConfiguration configuration = new HttpConfiguration();
    // Whatever path a client makes of its links gets a response of ours.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setRequestHeaderSize(LARGEST_HEAD);
    configuration.setSendServerVersion(false);
    connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(
        new RootHandler(gateway, new LocalRoutes(localHandlers), new PageFiles(page)));
    server.setErrorHandler(new JsonErrors());
  }

  /**
   * Starts it.
   *
   * @throws IOException when the port cannot be had
   */
  public void start() throws IOException {
    connector.open();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP API cannot be started", e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP API cannot be stopped", e);
    }
  }

  private static List<HttpApiRoute> routes(
      Template template, Map<String, ? extends Invocable> functions) {
    return template.functions().stream()
        .flatMap(function ->
            function.routes().stream()
                .map(route -> {
                  if (function.timeout().compareTo(LONGEST_WAIT) >= 0) {
                    throw new IllegalArgumentException(
                        function.logicalId()
                            + ": API Gateway waits "
                            + LONGEST_WAIT.toSeconds()
                            + " s for a function, its Timeout has to be shorter");
                  }
                  return new HttpApiRoute(route, functions.get(function.logicalId()));
                }))
        .sorted(Comparator.comparingInt(HttpApiRoute::variables))
        .toList();
  }

  /** Where requests come in. */
  private static final class RootHandler extends Handler.Abstract {
    private final Gateway gateway;
    private final LocalRoutes local;
    private final PageFiles page;

    RootHandler(Gateway gateway, LocalRoutes local, PageFiles page) {
      this.gateway = gateway;
      this.local = local;
      this.page = page;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      try {
        JettyExchange.write(respond(request), response, callback);
      } catch (NoResponseException fault) {
        JettyExchange.hangUp(request, callback, fault);
      }
      return true;
    }

    private HttpApiResponse respond(Request request) throws IOException {
      HttpApiRequest read = JettyExchange.read(request, Gateway.LARGEST_BODY + 1);
      return local.has(read)
          ? local.respond(read)
          : page.respond(read).orElseGet(() -> gateway.respond(read));
    }
  }

  /** What Jetty refuses, or fails at, by itself. */
  private static final class JsonErrors extends ErrorHandler {
    @Override
    protected void generateResponse(
        Request request,
        Response response,
        int code,
        String message,
        Throwable cause,
        Callback callback) {
      String phrase = code == 500 ? "Internal Server Error" : HttpStatus.getMessage(code);
      JettyExchange.write(HttpApiResponse.message(code, phrase), response, callback);
    }
  }
}
