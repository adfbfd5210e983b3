package cruddur.bench.runtime;

import cruddur.bench.report.Goal;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The size of what is uploaded for each function: a zip of classes and libraries. */
public final class SizeMeasurement implements Measurement {

  private static final double MB = 1e6;

  @Override
  public String name() {
    return "size";
  }

  @Override
  public String about() {
    return "size of the upload";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException {
    Path built = new FunctionFolders(run.home()).built();
    return List.of(
        new ReportRow.Subject(name(), "upload of the functions, zipped", "")
            .row(Spread.of(zippedBytes(built) / MB), "MB", new Goal.AtMost(10), ""));
  }

  /** The size of a folder's content in a zip, without writing it. */
  static long zippedBytes(Path folder) throws IOException {
    AtomicLong size = new AtomicLong();
    OutputStream counter =
        new OutputStream() {
          @Override
          public void write(int one) {
            size.incrementAndGet();
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            size.addAndGet(length);
          }
        };
    try (ZipOutputStream zip = new ZipOutputStream(counter);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return size.get();
  }
}
