package cruddur.handler.http;

import cruddur.messaging.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A position in a list, as base64url of a checksum and a sort key. The checksum, which is no
 * secret, turns a damaged cursor, or one of another list, into an error instead of a wrong page.
 */
public final class Cursor {

  private static final int CHECKSUM_BYTES = 6;

  /** DynamoDB refuses longer sort keys. */
  private static final int MAX_KEY_BYTES = 1024;

  private Cursor() {}

  public static String encode(String list, String sortKey) {
    byte[] key = sortKey.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(CHECKSUM_BYTES + key.length);
    bytes.put(checksum(list, key)).put(key);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** The sort key of a cursor; empty unless {@link #encode} returned this cursor for this list. */
  static Optional<String> decode(String list, String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      int keyBytes = bytes.length - CHECKSUM_BYTES;
      if (keyBytes < 1 || keyBytes > MAX_KEY_BYTES) {
        return Optional.empty();
      }
      byte[] key = Arrays.copyOfRange(bytes, CHECKSUM_BYTES, bytes.length);
      String sortKey = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
      return encode(list, sortKey).equals(cursor) ? Optional.of(sortKey) : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static byte[] checksum(String list, byte[] key) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(list.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return Arrays.copyOf(digest.digest(key), CHECKSUM_BYTES);
  }
}
