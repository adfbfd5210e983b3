package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** Days and clock times in the browser's time zone, also while the page stays open. */
@ExtendWith(BrowserExtension.class)
class TimesTest {

  /** A clock that the test can move. */
  private static final String CLOCK =
      """
      const RealDate = Date;
      let shift = 0;
      window.shiftClock = (milliseconds) => { shift += milliseconds; };
      window.Date = class extends RealDate {
        constructor(...values) {
          super(...(values.length === 0 ? [RealDate.now() + shift] : values));
        }
        static now() {
          return RealDate.now() + shift;
        }
      };
      """;

  private static final By DAY = By.cssSelector(".day");
  private static final By LIST_TIME = By.cssSelector(".conversation time");

  @ParameterizedTest
  @CsvSource({
    // Clocks change in the night, or at midnight itself, or by half an hour.
    "America/New_York,    2026-03-08",
    "America/New_York,    2026-11-01",
    "Europe/Berlin,       2026-03-29",
    "America/Santiago,    2026-09-06",
    "America/Santiago,    2026-04-05",
    "Africa/Cairo,        2026-04-24",
    "Australia/Lord_Howe, 2026-10-04",
    // Offsets that are no whole hours, and the far ends of the earth.
    "Asia/Kathmandu,      2026-11-29",
    "Pacific/Chatham,     2026-09-27",
    "Pacific/Kiritimati,  2026-12-31",
    "Pacific/Pago_Pago,   2026-01-01",
    // The country skipped 30 December.
    "Pacific/Apia,        2011-12-29",
    "Pacific/Apia,        2011-12-31",
  })
  void daysBeginAtLocalMidnight(String zone, LocalDate day, MessengerPage page) {
    ZoneId place = ZoneId.of(zone);
    page.livesIn(zone);
    page.open("");
    Instant first = day.atStartOfDay(place).toInstant();
    Instant next = day.plusDays(1).atStartOfDay(place).toInstant();

    assertEquals(next.toEpochMilli(), nextMidnight(page, first));
    assertEquals(next.toEpochMilli(), nextMidnight(page, next.minusMillis(1)));

    List<List<Long>> pairs = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (Instant now : List.of(first, first.plus(12, ChronoUnit.HOURS), next.minusMillis(1))) {
      for (int hours = 0; hours < 60; hours++) {
        Instant time = now.minus(hours, ChronoUnit.HOURS);
        pairs.add(List.of(time.toEpochMilli(), now.toEpochMilli()));
        expected.add(
            time
                + " at "
                + now
                + ": "
                + name(LocalDate.ofInstant(time, place), LocalDate.ofInstant(now, place)));
      }
    }
    List<String> names = dayNames(page, pairs);
    List<String> actual = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Instant time = Instant.ofEpochMilli(pairs.get(i).getFirst());
      Instant now = Instant.ofEpochMilli(pairs.get(i).getLast());
      String name = names.get(i);
      actual.add(
          time
              + " at "
              + now
              + ": "
              + (List.of("Today", "Yesterday").contains(name) ? name : "earlier"));
    }
    assertEquals(expected, actual);
  }

  private static String name(LocalDate day, LocalDate today) {
    long days = ChronoUnit.DAYS.between(day, today);
    return days == 0 ? "Today" : days == 1 ? "Yesterday" : "earlier";
  }

  /** A message of yesterday that could not be sent is below those of today. */
  @Test
  void eachHeadingOfADayIsItsOwnElementWithTheLocalDate(MessengerPage page) {
    page.livesIn("Pacific/Kiritimati");
    page.open("");

    assertEquals(
        "2026-11-29 2026-11-30 2026-11-29",
        page.runAsync(
            """
            const { MessageRows } = await import(new URL("assets/messages/message-rows.js", document.baseURI));
            const rows = new MessageRows({ is: () => false }, {});
            const message = (uuid, at) => ({ uuid, handle: "b", display_name: "B", message: uuid, created_at: at });
            const messages = [
              message("one", "2026-11-28T11:00:00.000000+00:00"),
              message("two", "2026-11-29T11:46:00.000000+00:00"),
            ];
            const written = { text: "three", writtenAt: "2026-11-28T12:00:00.000Z", after: null };
            const failed = { key: "k", to: {}, state: "failed", reason: "refused", ...written };
            const elements = [...new Set(rows.of(messages, [failed]))];
            const headings = elements.filter((node) => node.matches(".day"));
            return headings.map((heading) => heading.querySelector("time").dateTime).join(" ");
            """));
  }

  @Test
  void atMidnightTodayBecomesYesterday(MessengerPage page, PageUnderTest system) {
    ZoneId place = zoneAtNoon();
    system.conversation("echo_t", "foxtrot_t", "before midnight");
    page.livesIn(place.getId());
    page.beforeLoading(CLOCK);
    page.signIn("foxtrot_t").openConversation("echo_t");
    page.see(DAY, "Today");

    page.run(
        """
        const now = new Date();
        const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
        shiftClock(midnight - now - 1000);
        dispatchEvent(new Event("focus"));
        """);

    page.see(DAY, "Yesterday");
    page.see(LIST_TIME, "Yesterday");
  }

  @Test
  void afterASleepTheDayIsRight(MessengerPage page, PageUnderTest system) {
    ZoneId place = zoneAtNoon();
    system.conversation("golf_t", "hotel_t", "before the sleep");
    page.livesIn(place.getId());
    page.beforeLoading(CLOCK);
    page.signIn("hotel_t").openConversation("golf_t");
    page.see(DAY, "Today");
    String weekday = LocalDate.now(place).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.UK);

    // Timers stand still during a sleep.
    page.run("shiftClock(3 * 86400000); dispatchEvent(new Event('focus'))");

    page.awaitEquals(List.of(weekday), () -> page.texts(".day"));
    page.see(LIST_TIME, weekday.substring(0, 3));
  }

  /** A time zone whose clocks show noon or later, but not yet one: no test lasts until midnight. */
  private static ZoneId zoneAtNoon() {
    int hoursAheadOfUtc = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
    // The names of these zones have the sign of the hours that they are behind UTC.
    return ZoneId.of(String.format(Locale.ROOT, "Etc/GMT%+d", -hoursAheadOfUtc));
  }

  @Test
  void anotherTimeZoneIsTakenOver(MessengerPage page, PageUnderTest system) {
    system.conversation("india_t", "juliett_t", "at home");
    page.livesIn("Asia/Kathmandu");
    page.signIn("juliett_t").openConversation("india_t");
    page.await(() -> page.present(By.cssSelector(".below time")));

    page.livesIn("Pacific/Apia");
    page.run("dispatchEvent(new Event('focus'))");

    page.awaitEquals(
        page.run(
            """
            const time = new Date(document.querySelector(".below time").dateTime);
            return new Intl.DateTimeFormat(undefined, { timeStyle: "short", timeZone: "Pacific/Apia" }).format(time);
            """),
        () -> page.texts(".below time").getFirst());
  }

  /** The day that a row shows stays the same. */
  @Test
  void theFullTimesOfTheListTakeOverAnotherTimeZone(MessengerPage page, PageUnderTest system) {
    system.signUp("lima_t", "Lima");
    String list = "GET /api/message_groups";
    try (Network network = new Network(system.address())) {
      network.next(
          list,
          Network.refused(
              200,
              """
              [{"uuid": "0b1c", "handle": "mike_t", "display_name": "Mike", "message": "one",
                "created_at": "2025-01-15T10:20:00.000000+00:00", "unread_count": 0,
                "read_up_to": null, "last_message_from_me": false}]
              """));
      network.rest(kind -> kind.equals(list) ? Network.REQUEST_LOST : Network.FORWARDED);
      page.speaks("en-GB");
      page.livesIn("Asia/Kathmandu");
      page.at(network).signIn("lima_t").see(LIST_TIME, "15 Jan 2025");
      assertEquals("16:05", clockTimeOfListTitle(page));

      page.livesIn("Asia/Kolkata");
      page.run("dispatchEvent(new Event('focus'))");

      page.awaitEquals("15:50", () -> clockTimeOfListTitle(page));
    }
  }

  private static String clockTimeOfListTitle(MessengerPage page) {
    String title = page.driver().findElement(LIST_TIME).getDomAttribute("title");
    return title.substring(title.lastIndexOf(' ') + 1);
  }

  private static long nextMidnight(MessengerPage page, Instant now) {
    return (long)
        page.run(
            """
            return import("/assets/ui/time.js").then(({ nextMidnight }) =>
              nextMidnight(new Date(arguments[0])).getTime());
            """,
            now.toEpochMilli());
  }

  @SuppressWarnings("unchecked")
  private static List<String> dayNames(MessengerPage page, List<List<Long>> pairs) {
    return (List<String>)
        page.run(
            """
            return import("/assets/ui/time.js").then(({ dayName }) =>
              arguments[0].map(([time, now]) => dayName(new Date(time), new Date(now))));
            """,
            pairs);
  }
}
