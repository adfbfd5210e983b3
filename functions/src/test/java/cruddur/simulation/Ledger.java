package cruddur.simulation;

import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.UserProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What users have been told: whatever stands here must be true from then on. */
final class Ledger {

  /**
   * A post that was answered with success.
   *
   * @param told the message as the answer had it; the start of a conversation answers with its
   *     group alone
   */
  record Acknowledged(UserProfile sender, String groupUuid, String text, Optional<Message> told) {}

  private final List<Acknowledged> posts = new ArrayList<>();
  private final Map<String, Set<UserProfile>> membersOfGroups = new HashMap<>();

  void started(UserProfile starter, UserProfile other, String groupUuid, String text) {
    membersOfGroups.put(groupUuid, Set.of(starter, other));
    posts.add(new Acknowledged(starter, groupUuid, text, Optional.empty()));
  }

  void posted(UserProfile sender, Message told, String text) {
    posts.add(new Acknowledged(sender, told.groupUuid(), text, Optional.of(told)));
  }

  List<Acknowledged> posts() {
    return posts;
  }

  /** The posts that started, or were to start, a conversation. */
  List<Acknowledged> starts() {
    return posts.stream().filter(post -> post.told().isEmpty()).toList();
  }

  /** The texts that a reader of the group must find. */
  Set<String> textsIn(String groupUuid) {
    Set<String> texts = new LinkedHashSet<>();
    posts.stream()
        .filter(post -> post.groupUuid().equals(groupUuid))
        .forEach(post -> texts.add(post.text()));
    return texts;
  }

  /** The groups that a user must find in his list. */
  Set<String> groupsOf(UserProfile user) {
    Set<String> groups = new LinkedHashSet<>();
    for (Acknowledged post : posts) {
      if (membersOfGroups.getOrDefault(post.groupUuid(), Set.of(post.sender())).contains(user)) {
        groups.add(post.groupUuid());
      }
    }
    return groups;
  }

  /** Groups that are none of a user's business, in the order they became known. */
  List<String> groupsWithout(UserProfile user) {
    return posts.stream()
        .map(Acknowledged::groupUuid)
        .distinct()
        .filter(group ->
            membersOfGroups.containsKey(group) && !membersOfGroups.get(group).contains(user))
        .toList();
  }
}
