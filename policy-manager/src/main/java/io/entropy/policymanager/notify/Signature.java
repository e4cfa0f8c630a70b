package io.entropy.policymanager.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a receiver knows that a request is ours and not an old one sent again: Stripe's scheme
/// (https://docs.stripe.com/webhooks#verify-manually). The header is `t=SECONDS,v1=HEX`, where HEX
/// is the HMAC-SHA256 of `SECONDS.BODY` under the secret's UTF-8 bytes.
final class Signature {
  static final String HEADER = "Entropy-Signature";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /// The header's value.
  ///
  /// @param secret not empty
  static String of(String secret, Instant now, byte[] body) {
    long seconds = now.getEpochSecond();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "t=%d,v1=%s".formatted(seconds, HexFormat.of().formatHex(mac.doFinal(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
