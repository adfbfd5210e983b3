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
import java.net.URI;

/**
 * Prints an access token of a local user, and nothing else: {@code HANDLE [--port N]}. Exit code 1
 * when there is none to be had, 2 when the arguments make no sense, each with one line on the error
 * stream. It uses little of the class path, so that it starts fast.
 */
public final class Token {
  private static final JsonFactory JSON = new JsonFactory();

  private Token() {}

  /** Runs it. */
  public static void main(String[] arguments) {
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
        handle = arguments[i];
      } else {
        err.println(
            "token: " + arguments[i] + " is not understood; usage: token HANDLE [--port N]");
        return 2;
      }
    }
    if (handle == null) {
      err.println("token: a handle is missing; usage: token HANDLE [--port N]");
      return 2;
    }
    return print(handle, port, out, err);
  }

  private static int print(String handle, int port, PrintStream out, PrintStream err) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://localhost:" + port + "/local/token").toURL().openConnection();
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
                    + "; sign up with POST /local/sign-up, or name another --port");
        default ->
            err.println(
                "token: port "
                    + port
                    + " answered "
                    + connection.getResponseCode()
                    + "; is it bin/up's? Name it with --port N");
      }
    } catch (IOException e) {
      err.println(
          "token: nothing answers at port "
              + port
              + "; start bin/up, or name its port with --port N");
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
    throw new IOException("the answer holds no access_token");
  }
}
