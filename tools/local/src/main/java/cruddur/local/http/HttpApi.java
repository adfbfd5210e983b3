package cruddur.local.http;

import com.nimbusds.jose.jwk.JWKSet;
import cruddur.local.lambda.Invocable;
import cruddur.local.live.EventApi;
import cruddur.local.live.EventPaths;
import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.NoResponseException;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * The template's HTTP API, and beside it the local routes and the page. It listens on the loopback
 * address only. Every error body that it creates is JSON.
 */
public final class HttpApi implements AutoCloseable {
  /** The default port. */
  public static final int DEFAULT_PORT = 4567;

  /** API Gateway's quota for the request line and the headers. */
  private static final int MAX_HEADER_BYTES = 10_240;

  /** API Gateway's integration timeout. */
  private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(30);

  /** How long a request may take to arrive. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  /** No number of slow clients keeps others waiting. */
  private static final int UNLIMITED = 0;

  private final Server server = new Server(new VirtualThreadPool(UNLIMITED));
  private final ServerConnector connector;
  private Duration requestTimeout = REQUEST_TIMEOUT;

  /**
   * Creates the API; {@link #start} starts it.
   *
   * @param functions by their logical ids in the template
   * @param keys the issuer's public keys
   */
  public HttpApi(
      Template template,
      Map<String, ? extends Invocable> functions,
      JWKSet keys,
      LocalSite site,
      InstantSource clock) {
    List<String> scopes = template.httpApi().authorizer().scopes();
    Gateway gateway =
        new Gateway(
            template.httpApi(),
            routes(template, functions),
            new JwtAuthorizer(template.httpApi().authorizer(), keys, clock),
            new ProxyEvent(scopes, clock));
    HttpConfiguration configuration = new HttpConfiguration();
    // Unusual paths get the API's own response, not Jetty's.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    configuration.setSendServerVersion(false);
    connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.addConnector(connector);
    Handler root = new RootHandler(gateway, site);
    server.setHandler(
        site.events().map(events -> EventSockets.handler(server, events, root)).orElse(root));
    server.setErrorHandler(new JsonErrors());
  }

  /** Sets how long a request may take to arrive; takes effect at the start. */
  HttpApi withRequestTimeout(Duration timeout) {
    requestTimeout = timeout;
    return this;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for a free port
   * @throws IOException if the port is in use
   */
  public void start(int port) throws IOException {
    start(listen(port));
  }

  /**
   * Opens a port before the API starts. Requests wait until then.
   *
   * @param port 0 for a free port
   * @throws IOException if the port is in use
   */
  public static ServerSocketChannel listen(int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Starts to serve an open port. */
  public void start(ServerSocketChannel listening) throws IOException {
    connector.setIdleTimeout(requestTimeout.toMillis());
    connector.open(listening);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP API did not start", e);
    }
  }

  /** The port that the API listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP API did not stop", e);
    }
  }

  private static List<HttpApiRoute> routes(
      Template template, Map<String, ? extends Invocable> functions) {
    return template.functions().stream()
        .flatMap(function ->
            function.events().routes().stream()
                .map(route -> {
                  if (function.timeout().compareTo(INTEGRATION_TIMEOUT) >= 0) {
                    throw new IllegalArgumentException(
                        function.logicalId()
                            + ": Timeout must be less than the "
                            + INTEGRATION_TIMEOUT.toSeconds()
                            + " seconds that API Gateway waits for a function");
                  }
                  return new HttpApiRoute(route, functions.get(function.logicalId()));
                }))
        .sorted(Comparator.comparingInt(HttpApiRoute::variables))
        .toList();
  }

  /** Dispatches requests to the local routes, the page or the API. */
  private final class RootHandler extends Handler.Abstract {
    private final Gateway gateway;
    private final LocalRoutes local;
    private final PageFiles page;
    private final Optional<EventApi> events;

    RootHandler(Gateway gateway, LocalSite site) {
      this.gateway = gateway;
      this.local = new LocalRoutes(site.handlers());
      this.page = new PageFiles(site.page());
      this.events = site.events();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      try {
        JettyExchange.write(respond(request), response, callback);
      } catch (NoResponseException e) {
        JettyExchange.abort(request, callback, e);
      } catch (SlowRequestException e) {
        JettyExchange.writeLast(
            HttpApiResponse.message(408, "Request Timeout"), response, callback);
      }
      return true;
    }

    private HttpApiResponse respond(Request request) throws IOException, SlowRequestException {
      HttpApiRequest read = JettyExchange.read(request, Gateway.MAX_BODY_BYTES + 1, requestTimeout);
      if (events.isPresent() && isPublish(read)) {
        return events.get().publish(read.headers(), read.body());
      }
      return local.has(read)
          ? local.respond(read)
          : page.respond(read).orElseGet(() -> gateway.respond(read));
    }
  }

  private static boolean isPublish(HttpApiRequest request) {
    return request.method().equals("POST") && request.path().equals(EventPaths.PUBLISH);
  }

  /** Errors that Jetty itself responds with. */
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
