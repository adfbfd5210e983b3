package cruddur.conversation;

import static cruddur.conversation.rows.SampleRows.ALPHA;
import static cruddur.conversation.rows.SampleRows.BETA;
import static cruddur.conversation.rows.SampleRows.GROUP;
import static cruddur.conversation.rows.SampleRows.message;
import static cruddur.conversation.rows.SampleRows.moment;
import static cruddur.conversation.rows.SampleRows.rowOfAlpha;
import static cruddur.conversation.rows.SampleRows.rowOfBeta;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.conversation.rows.IndexLag;
import cruddur.conversation.rows.MemoryRows;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.RowQuery.MemberSearch;
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
