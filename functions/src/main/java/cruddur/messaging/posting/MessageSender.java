package cruddur.messaging.posting;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.TextInput;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.limits.RateLimits.Decision;
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
   * Posts a text into a group. One write if the membership is cached.
   *
   * @throws RequestRefusedException with every error of group, text and key; then for a non-member;
   *     then by a rate limit; then if the key was reused
   */
  public PostResult send(PostRequest.ToGroup request) {
    List<ErrorCode> errors = new ArrayList<>(groupErrors(request.groupUuid()));
    errors.addAll(MessageText.errors(request.text()));
    errors.addAll(IdempotencyKey.errors(request.key()));
    RequestRefusedException.throwIfAny(errors);

    UserProfile sender = request.sender();
    String groupUuid = request.groupUuid().text().orElseThrow();
    String text = request.text().text().orElseThrow();
    memberships.requireMember(sender.uuid(), groupUuid);

    Optional<IdempotentPost> post =
        request.key().text().map(key -> IdempotentPost.toGroup(sender, key, groupUuid, text));
    Decision decision = limits.countMessage(sender);
    if (decision instanceof Decision.Limited limited) {
      return writer.findReplay(post, text).orElseThrow(limited::refusal).result();
    }
    WriteOutcome outcome = writer.write(writer.compose(sender, groupUuid, text), post);
    decision.giveBackUnless(outcome instanceof WriteOutcome.Written);
    return outcome.result();
  }

  private static List<ErrorCode> groupErrors(TextInput groupUuid) {
    return switch (groupUuid) {
      case TextInput.NotText() -> List.of(ErrorCode.MESSAGE_GROUP_INVALID);
      case TextInput.Text(String uuid) when !uuid.isBlank() -> List.of();
      case TextInput.Text _, TextInput.Absent _ -> List.of(ErrorCode.MESSAGE_GROUP_BLANK);
    };
  }
}
