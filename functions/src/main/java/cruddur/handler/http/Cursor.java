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
 * A place in a list, as clients carry it from page to page: opaque, canonical base64url of a
 * checksum and a sort key.
 *
 * <p>The checksum has no key, since the place is no secret: it makes a mangled cursor, or one of
 * another list, a clear error rather than a wrong page.
 */
public final class Cursor {

  private static final int CHECKSUM_BYTES = 6;

  /** No sort key in the table is longer; asking DynamoDB with a longer one is an error. */
  private static final int MOST_PLACE_BYTES = 1024;

  private Cursor() {}

  /** The cursor of a sort key in a list. */
  public static String encode(String list, String sortKey) {
    byte[] place = sortKey.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(CHECKSUM_BYTES + place.length);
    bytes.put(checksum(list, place)).put(place);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * The sort key of a cursor; empty when it is none of this list, or not exactly as it was given
   * out.
   */
  static Optional<String> decode(String list, String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      int placeBytes = bytes.length - CHECKSUM_BYTES;
      if (placeBytes < 1 || placeBytes > MOST_PLACE_BYTES) {
        return Optional.empty();
      }
      byte[] place = Arrays.copyOfRange(bytes, CHECKSUM_BYTES, bytes.length);
      String sortKey =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(place)).toString();
      // Encoding it again covers the checksum, padding, and bits that base64 leaves unused.
      return encode(list, sortKey).equals(cursor) ? Optional.of(sortKey) : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static byte[] checksum(String list, byte[] place) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(list.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return Arrays.copyOf(digest.digest(place), CHECKSUM_BYTES);
  }
}
