package cruddur.commands.terminal;

import cruddur.messaging.port.row.Timestamp;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Timestamps in local time. */
public final class LocalTime {

  /** The width of a local time in columns. */
  public static final int COLUMNS = 19;

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private LocalTime() {}

  /** The timestamp in the time zone of this machine, or as stored if it cannot be parsed. */
  public static String of(Timestamp timestamp) {
    return timestamp.isReadable()
        ? FORMAT.withZone(ZoneId.systemDefault()).format(timestamp.instant())
        : DisplayText.padded(DisplayText.oneLine(timestamp.text()), COLUMNS);
  }
}
