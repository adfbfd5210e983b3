package cruddur.bench;

import cruddur.bench.backlog.BacklogMeasurement;
import cruddur.bench.cost.CostMeasurement;
import cruddur.bench.idle.IdlePageMeasurement;
import cruddur.bench.live.LiveMeasurement;
import cruddur.bench.live.ShownMessageMeasurement;
import cruddur.bench.live.SocketMemoryMeasurement;
import cruddur.bench.page.PageMeasurement;
import cruddur.bench.process.CommandMeasurement;
import cruddur.bench.process.UpMeasurement;
import cruddur.bench.route.RouteMeasurement;
import cruddur.bench.run.Measurement;
import cruddur.bench.runtime.MemoryMeasurement;
import cruddur.bench.runtime.SizeMeasurement;
import cruddur.bench.runtime.StartMeasurement;
import java.util.List;

/** All measurements, in the order of the table. */
final class Measurements {

  static final List<Measurement> ALL =
      List.of(
          new BacklogMeasurement(),
          new CostMeasurement(),
          new RouteMeasurement(),
          new LiveMeasurement(),
          new ShownMessageMeasurement(),
          new SocketMemoryMeasurement(),
          new IdlePageMeasurement(),
          new PageMeasurement(),
          new StartMeasurement(),
          new SizeMeasurement(),
          new MemoryMeasurement(),
          new UpMeasurement(),
          new CommandMeasurement());

  private Measurements() {}
}
