package cruddur.handler;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Alpha has started a conversation with beta, a second ago; the stream has not been delivered. What
 * a test needs beyond that, it sets up in a method of its own, which comes after.
 */
abstract class ConversationFixture {

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  SampleUser alpha;
  SampleUser beta;
  String group;

  @BeforeEach
  final void twoUsersTalk() {
    alpha = system.signUp("alpha");
    beta = system.signUp("beta");
    group = system.start(alpha, beta, "first");
    system.clock().advance(Duration.ofSeconds(1));
  }
}
