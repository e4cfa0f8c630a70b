package io.entropy.security;

import io.entropy.api.text.TextException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// A request for a certificate (PKCS #10, RFC 2986): a public key and the proof of having the
/// private one. Whatever else it asks for is ignored: who somebody is, is decided by who issues.
public final class SigningRequest {
  private static final String EXPECTED = "a PKCS #10 request for a key on P-256";
  private static final int P256_BITS = 256;

  private SigningRequest() {}

  /// In DER.
  public static byte[] of(KeyPair keys) {
    try {
      return new JcaPKCS10CertificationRequestBuilder(
              new X500Principal("CN=entropy"), keys.getPublic())
          .build(new JcaContentSignerBuilder(KeyPairs.SIGNATURE).build(keys.getPrivate()))
          .getEncoded();
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("no request could be made", e);
    }
  }

  /// The key for which somebody asks, who has shown to have the private one.
  public static PublicKey read(byte[] der) throws TextException {
    try {
      JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(der);
      PublicKey key = request.getPublicKey();
      if (!(key instanceof ECPublicKey ec)
          || ec.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
        throw new TextException("the request is for another kind of key", EXPECTED);
      }
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new TextException("the request isn't signed by its own key", EXPECTED);
      }
      return key;
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | IllegalArgumentException e) {
      throw new TextException("the request can't be read (%s)".formatted(e.getMessage()), EXPECTED);
    }
  }
}
