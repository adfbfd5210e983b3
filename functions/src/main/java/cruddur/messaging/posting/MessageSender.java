package cruddur.messaging.posting;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.TextInput;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.limits.RateLimits.Decision;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Memberships;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pattern C: posts a message into an existing group. */
public final class MessageSender {

  private final Memberships memberships;
  private final RateLimits limits;
  private final PostWriter writer;

  public MessageSender(Memberships memberships, RateLimits limits, PostWriter writer) {
    this.memberships = memberships;
    this.limits = limits;
    this.writer = writer;
  }

  /**
   * Posts a text into a group. One write if the membership is cached. A post that its key shows to
   * be a repeated one is never refused.
   *
   * @throws RequestRefusedException with every error of group, text and key; then for a non-member;
   *     then by a rate limit; then if the key was reused
   */
  public PostResult send(PostRequest.ToGroup request) {
    Optional<IdempotentPost> post = IdempotentPost.of(request);
    WriteOutcome outcome;
    try {
      outcome = write(request, post);
    } catch (RequestRefusedException | UnreadableRowException refused) {
      // What an earlier post with this key has written decides, whatever has changed since.
      outcome = writer.findReplay(post).orElseThrow(() -> refused);
    }
    return outcome.result();
  }

  private WriteOutcome write(PostRequest.ToGroup request, Optional<IdempotentPost> post) {
    List<ErrorCode> errors = new ArrayList<>(groupErrors(request.groupUuid()));
    errors.addAll(MessageText.errors(request.text()));
    errors.addAll(IdempotencyKey.errors(request.key()));
    RequestRefusedException.throwIfAny(errors);

    UserProfile sender = request.sender();
    String groupUuid = request.groupUuid().text().orElseThrow();
    String text = request.text().text().orElseThrow();
    memberships.requireMember(sender.uuid(), groupUuid);

    Decision decision = limits.countMessage(sender);
    if (decision instanceof Decision.Limited limited) {
      throw limited.refusal();
    }
    WriteOutcome outcome = writer.write(writer.compose(sender, groupUuid, text), post);
    decision.giveBackUnless(outcome instanceof WriteOutcome.Written);
    return outcome;
  }

  private static List<ErrorCode> groupErrors(TextInput groupUuid) {
    return switch (groupUuid) {
      case TextInput.NotText() -> List.of(ErrorCode.MESSAGE_GROUP_INVALID);
      case TextInput.Text(String uuid) when !uuid.isBlank() -> List.of();
      case TextInput.Text _, TextInput.Absent _ -> List.of(ErrorCode.MESSAGE_GROUP_BLANK);
    };
  }
}
