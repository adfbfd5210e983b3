package cruddur.commands.terminal;

import cruddur.messaging.port.row.Timestamp;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments as this machine's clock shows them. */
public final class LocalTime {

  /** How many columns one takes. */
  public static final int COLUMNS = 19;

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private LocalTime() {}

  /** The moment in this machine's time zone; as it is stored where that cannot be read. */
  public static String of(Timestamp moment) {
    return moment.isReadable()
        ? FORMAT.withZone(ZoneId.systemDefault()).format(moment.instant())
        : DisplayText.fitted(DisplayText.oneLine(moment.text()), COLUMNS);
  }
}
