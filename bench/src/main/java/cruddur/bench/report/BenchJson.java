package cruddur.bench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.util.List;

/** Prints rows as JSON: {@code {"machine": ..., "rows": [{...}]}}. */
public final class BenchJson {

  private BenchJson() {}

  public static String text(String machine, List<ReportRow> rows) {
    ObjectNode report = Json.object();
    report.put("machine", machine);
    ArrayNode list = report.putArray("rows");
    for (ReportRow row : rows) {
      ObjectNode node = list.addObject();
      node.put("measurement", row.measurement());
      node.put("measured", row.measured());
      node.put("reference", row.reference());
      node.put("result", row.result());
      node.put("goal", row.goal());
      node.put("verdict", row.verdict().text());
      node.put("here", row.here());
      node.set("values", Json.node(row.values()));
    }
    return Json.pretty(Json.bytes(report));
  }
}
