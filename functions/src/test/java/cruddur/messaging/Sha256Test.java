package cruddur.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class Sha256Test {

  /**
   * As computed by {@code printf '\0\0\0\1a\0\0\0\2\303\251' | openssl dgst -sha256 -binary}, in
   * base64url.
   */
  @Test
  void eachPartIsBehindItsLengthInUtf8() {
    assertEquals("HAY7zDEAii_DBWf6eIxqwBf88P9mXudpxCct0ZLV95A", Sha256.ofParts("a", "é"));
  }

  @Test
  void whereAPartEndsMakesADifference() {
    assertNotEquals(Sha256.ofParts("ab", "c"), Sha256.ofParts("a", "bc"));
    assertNotEquals(Sha256.ofParts("ab"), Sha256.ofParts("ab", ""));
  }
}
