package cruddur.messaging.stream;

import static cruddur.messaging.port.SampleRows.ALPHA;
import static cruddur.messaging.port.SampleRows.BETA;
import static cruddur.messaging.port.SampleRows.GROUP;
import static cruddur.messaging.port.SampleRows.message;
import static cruddur.messaging.port.SampleRows.moment;
import static cruddur.messaging.port.SampleRows.rowOfAlpha;
import static cruddur.messaging.port.SampleRows.rowOfBeta;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.messaging.port.IndexLag;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.RowQuery.MemberSearch;
import cruddur.messaging.port.row.MessageGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the simulation has found, told one by one. */
class MessageGroupRewriterTest {

  private static final IndexLag STANDING_STILL = (oldest, lastSeen, latest) -> oldest;

  private final MemoryRows rows = new MemoryRows(STANDING_STILL, Integer.MAX_VALUE);

  @Test
  void aRowPutWhereTheIndexShowsOneThatHasGoneLeavesNoOtherBehind() {
    MessageGroup displaced = rowOfAlpha(1).at(moment(3));
    rows.write(displaced);
    rows.write(rowOfBeta(1));
    rows.indexCaughtUp();
    rows.write(rowOfAlpha(2));
    rows.delete(displaced);
    rows.write(rowOfBeta(2));
    rows.delete(rowOfBeta(1));

    new MessageGroupRewriter(rows).rewrite(message(3));

    assertEquals(List.of(rowOfAlpha(3)), rows.all(MemberSearch.ofGroup(ALPHA.uuid(), GROUP)));
    assertEquals(List.of(rowOfBeta(3)), rows.all(MemberSearch.ofGroup(BETA.uuid(), GROUP)));
  }
}
