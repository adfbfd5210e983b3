package cruddur.messaging.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberChannelTest {

  private static final String UUID = "a1a1a1a1-0000-4000-8000-000000000001";

  @Test
  void aUserHasOneChannel() {
    assertEquals(Optional.of("/members/" + UUID), MemberChannel.of(UUID));
    assertTrue(MemberChannel.isOf(UUID, List.of("members", UUID)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "a*", "a/b", "a b", "-a", "a-", "ä", "a\n"})
  void whatIsNoSegmentOfAChannelHasNone(String uuid) {
    assertEquals(Optional.empty(), MemberChannel.of(uuid));
    assertFalse(MemberChannel.isOf(uuid, List.of("members", uuid)));
  }

  @Test
  void aSegmentHasUpToFiftyCharacters() {
    assertTrue(MemberChannel.of("a".repeat(50)).isPresent());
    assertTrue(MemberChannel.of("a".repeat(51)).isEmpty());
  }
}
