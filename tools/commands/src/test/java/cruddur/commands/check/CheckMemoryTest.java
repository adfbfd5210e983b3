package cruddur.commands.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import cruddur.commands.Cruddur;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** A check keeps no messages in memory: it reads a table that is larger than its heap. */
class CheckMemoryTest {

  private static final int HEAP_MEGABYTES = 40;
  private static final int PAGES = 3 * HEAP_MEGABYTES;
  private static final int ROWS_PER_PAGE = 1000;
  private static final List<String> JVM_OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** A megabyte of messages of one group, the maximum size of a page. */
  private static final String PAGE =
      IntStream.range(0, ROWS_PER_PAGE)
          .mapToObj(row ->
              """
              {"pk":{"S":"MSG#g"},"sk":{"S":"2026-03-01T10:00:00.%06d"},"message_uuid":{"S":"m-%d"},\
              "message":{"S":"%s"},"user_uuid":{"S":"u"},"user_handle":{"S":"u"},"user_display_name":{"S":"U"}}\
              """
                  .formatted(row, row, "x".repeat(900)))
          .collect(
              Collectors.joining(",", "{\"Items\":[", "],\"Count\":1000,\"ScannedCount\":1000"));

  private static final byte[] PAGE_WITH_NEXT =
      bytes(PAGE + ",\"LastEvaluatedKey\":{\"pk\":{\"S\":\"MSG#g\"},\"sk\":{\"S\":\"2026\"}}}");
  private static final byte[] LAST_PAGE = bytes(PAGE + "}");
  private static final byte[] NO_ROWS = bytes("{\"Items\":[],\"Count\":0,\"ScannedCount\":0}");

  @Test
  void aTableLargerThanTheHeapIsChecked() throws Exception {
    HttpServer table =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger pages = new AtomicInteger();
    table.createContext("/", exchange -> respond(exchange, pages));
    table.start();
    try {
      ProcessBuilder command =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx" + HEAP_MEGABYTES + "m",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Cruddur.class.getName(),
                  "check",
                  "--table",
                  "large",
                  "--endpoint",
                  "http://localhost:" + table.getAddress().getPort())
              .redirectErrorStream(true);
      // The JVM would print them.
      command.environment().keySet().removeAll(JVM_OPTIONS);
      Process check = command.start();
      List<String> lines =
          new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();

      assertEquals(
          List.of(
              "group-without-rows  MSG#g  no member has a row of this group",
              "%d rows: 1 issues, 0.0 read units".formatted(PAGES * ROWS_PER_PAGE)),
          lines);
      assertEquals(1, check.waitFor());
    } finally {
      table.stop(0);
    }
  }

  private static void respond(HttpExchange exchange, AtomicInteger pages) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = NO_ROWS;
      if (exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith(".Scan")) {
        body = pages.incrementAndGet() < PAGES ? PAGE_WITH_NEXT : LAST_PAGE;
      }
      CRC32 checksum = new CRC32();
      checksum.update(body);
      exchange.getResponseHeaders().add("content-type", "application/x-amz-json-1.0");
      exchange.getResponseHeaders().add("x-amz-crc32", Long.toString(checksum.getValue()));
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
