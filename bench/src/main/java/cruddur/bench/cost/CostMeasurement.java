package cruddur.bench.cost;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.report.Verdict;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.table.RequestCost;
import cruddur.bench.table.RequestMeter;
import cruddur.local.functions.LocalFunctions;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * DynamoDB requests and units of each access pattern, by the numbers of messages and conversations:
 * first in an instance, and warm.
 */
public final class CostMeasurement implements Measurement {

  /**
   * Every fifth to seventh post reports its use of a rate limit: most do not. The posts of all
   * patterns together stay below the limit.
   */
  private static final int WARM_INVOCATIONS = 11;

  /** The costs of one pattern in one table. */
  private record Costs(RequestCost first, RequestCost warm, double meanRequests) {}

  @Override
  public String name() {
    return "cost";
  }

  @Override
  public String about() {
    return "DynamoDB requests and units of each access pattern, by size";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException, FunctionError {
    Map<String, AccessPattern> patterns = new LinkedHashMap<>();
    Map<String, Map<Integer, Costs>> costs = new LinkedHashMap<>();
    for (int size : run.scale().sizes()) {
      run.step(String.format(Locale.ROOT, "%,d messages and conversations", size));
      try (SizedTable table = SizedTable.start(run.home(), size)) {
        for (AccessPattern pattern : table.patterns()) {
          patterns.put(pattern.name(), pattern);
          costs
              .computeIfAbsent(pattern.name(), _ -> new LinkedHashMap<>())
              .put(size, costs(table, pattern));
        }
      }
    }
    List<ReportRow> rows = new ArrayList<>();
    patterns.forEach((name, pattern) -> rows.add(warm(pattern, costs.get(name))));
    patterns.forEach((name, pattern) -> {
      if (!pattern.isBounded()) {
        rows.add(first(name, costs.get(name)));
      }
    });
    return rows;
  }

  private static Costs costs(SizedTable table, AccessPattern pattern) throws FunctionError {
    RequestMeter meter = new RequestMeter();
    try (LocalFunctions instance = table.table().newFunctions(meter)) {
      Invocable function = instance.byLogicalId().get(pattern.function());
      invoke(function, pattern, 0);
      RequestCost first = meter.take();
      List<RequestCost> warm = new ArrayList<>();
      for (int number = 1; number <= WARM_INVOCATIONS; number++) {
        invoke(function, pattern, number);
        warm.add(meter.take());
      }
      return new Costs(
          first,
          mostFrequent(warm),
          warm.stream().mapToInt(RequestCost::requests).average().orElseThrow());
    }
  }

  private static void invoke(Invocable function, AccessPattern pattern, int number)
      throws FunctionError {
    JsonNode response =
        Json.parseObject(function.invoke(pattern.event().apply(number))).orElseThrow();
    int status = response.path("statusCode").intValue();
    if (status != pattern.status() || !response.path("batchItemFailures").isEmpty()) {
      throw new IllegalStateException(pattern.name() + " responded " + response);
    }
  }

  private static RequestCost mostFrequent(List<RequestCost> costs) {
    return costs.stream()
        .collect(Collectors.groupingBy(cost -> cost, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .orElseThrow()
        .getKey();
  }

  private ReportRow warm(AccessPattern pattern, Map<Integer, Costs> bySize) {
    Map<Integer, RequestCost> costs = map(bySize, Costs::warm);
    boolean isReached =
        (pattern.isBounded() || isUnchanged(costs))
            && costs.values().stream().allMatch(pattern.goal());
    double mean = Spread.of(bySize.values().stream().map(Costs::meanRequests).toList()).median();
    String here =
        mean == costs.values().iterator().next().requests()
            ? ""
            : Spread.number(mean) + " requests on average, with rate limits";
    return row(pattern.name(), costs, goal(pattern), Verdict.of(isReached), here);
  }

  private static String goal(AccessPattern pattern) {
    if (pattern.isBounded()) {
      return pattern.goalText();
    }
    return pattern.goalText().isEmpty()
        ? "unchanged with size"
        : pattern.goalText() + ", unchanged with size";
  }

  private ReportRow first(String pattern, Map<Integer, Costs> bySize) {
    Map<Integer, RequestCost> costs = map(bySize, Costs::first);
    return row(
        pattern + ", first in an instance",
        costs,
        "unchanged with size",
        Verdict.of(isUnchanged(costs)),
        "");
  }

  private ReportRow row(
      String measured, Map<Integer, RequestCost> costs, String goal, Verdict verdict, String here) {
    Map<String, Double> values = new LinkedHashMap<>();
    costs.forEach((size, cost) -> {
      values.put("requests at " + size, (double) cost.requests());
      values.put("read units at " + size, cost.readUnits());
      values.put("write units at " + size, cost.writeUnits());
    });
    return new ReportRow(
        name(), measured, "sizes " + sizes(costs), text(costs), goal, verdict, here, values);
  }

  private static String sizes(Map<Integer, RequestCost> costs) {
    return costs.keySet().stream()
        .map(size -> String.format(Locale.ROOT, "%,d", size))
        .collect(Collectors.joining(", "));
  }

  private static String text(Map<Integer, RequestCost> costs) {
    if (isUnchanged(costs)) {
      return costs.values().iterator().next().text();
    }
    return costs.entrySet().stream()
        .map(
            entry -> String.format(Locale.ROOT, "%,d: %s", entry.getKey(), entry.getValue().text()))
        .collect(Collectors.joining("; "));
  }

  private static boolean isUnchanged(Map<Integer, RequestCost> costs) {
    return costs.values().stream().distinct().count() == 1;
  }

  private static Map<Integer, RequestCost> map(
      Map<Integer, Costs> bySize, Function<Costs, RequestCost> which) {
    Map<Integer, RequestCost> costs = new LinkedHashMap<>();
    bySize.forEach((size, all) -> costs.put(size, which.apply(all)));
    return costs;
  }
}
