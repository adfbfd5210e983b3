package cruddur.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import cruddur.local.http.HttpApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;

/**
 * The command {@code bin/token HANDLE [--port N]}: prints an access token of a local user. Exit
 * code 1 if there is no token, 2 on a usage error, each with one line on stderr. It loads few
 * classes, so that it starts fast.
 */
public final class Token {
  private static final JsonFactory JSON = new JsonFactory();

  private Token() {}

  /** Runs the command. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.US);
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    String handle = null;
    int port = HttpApi.DEFAULT_PORT;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--port")
          && i + 1 < arguments.length
          && arguments[i + 1].matches("\\d{1,5}")) {
        port = Integer.parseInt(arguments[++i]);
      } else if (!arguments[i].startsWith("-") && handle == null) {
        handle = arguments[i].replaceFirst("^@", "");
      } else {
        err.println(
            "token: unexpected argument " + arguments[i] + "; usage: token HANDLE [--port N]");
        return 2;
      }
    }
    if (handle == null) {
      err.println("token: missing handle; usage: token HANDLE [--port N]");
      return 2;
    }
    return print(handle, port, out, err);
  }

  private static int print(String handle, int port, PrintStream out, PrintStream err) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://localhost:" + port + "/local/token")
                  .toURL()
                  .openConnection(Proxy.NO_PROXY);
      connection.setDoOutput(true);
      connection.setConnectTimeout(2_000);
      connection.setReadTimeout(30_000);
      connection.getOutputStream().write(request(handle));
      switch (connection.getResponseCode()) {
        case 200 -> {
          out.println(accessToken(connection.getInputStream()));
          return 0;
        }
        case 404 ->
            err.println(
                "token: no user "
                    + handle
                    + " at port "
                    + port
                    + "; sign up with POST /local/sign-up, or choose another port with --port N");
        default ->
            err.println(
                "token: port "
                    + port
                    + " responded with status "
                    + connection.getResponseCode()
                    + "; choose the port of bin/up with --port N");
      }
    } catch (IOException e) {
      err.println(
          "token: nothing responds at port "
              + port
              + "; start bin/up, or choose its port with --port N");
    }
    return 1;
  }

  private static byte[] request(String handle) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("handle", handle);
      json.writeEndObject();
    }
    return body.toByteArray();
  }

  private static String accessToken(InputStream response) throws IOException {
    try (JsonParser json = JSON.createParser(response)) {
      while (json.nextToken() != null) {
        if ("access_token".equals(json.currentName()) && json.nextToken().isScalarValue()) {
          return json.getText();
        }
      }
    }
    throw new IOException("the response has no access_token");
  }
}
