package io.entropy.server.join;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.CreateTokenRequest;
import io.entropy.api.v1.CreateTokenResponse;
import io.entropy.api.v1.JoinToken;
import io.entropy.api.v1.JoinTokenSpec;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.model.Kinds;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;

/// What admins do to tokens. Of a token only the hash of its secret is kept; its id is the first
/// digits of that.
public record Tokens(Store store, InstantSource clock, SecureRandom random) {
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int ID_DIGITS = 12;

  static String id(io.entropy.security.JoinToken token) {
    return token.hash().substring(0, ID_DIGITS);
  }

  /// Makes one.
  ///
  /// @param authority whose certificate's digest the token has
  /// @throws io.entropy.api.text.InvalidInputException when it's to hold for too long
  public CreateTokenResponse create(
      CreateTokenRequest request, X509Certificate authority, String author) {
    Duration valid = request.hasValid() ? ProtoTime.fromProto(request.getValid()) : USUAL;
    if (!valid.isPositive() || valid.compareTo(LONGEST) > 0) {
      Violations violations = new Violations();
      violations.add("valid", "a token can't hold for that long", "above 0 and at most 30d");
      violations.throwIfAny();
    }
    var token = io.entropy.security.JoinToken.create(authority, random);
    JoinToken kept =
        JoinToken.newBuilder()
            .setId(id(token))
            .setSpec(
                JoinTokenSpec.newBuilder()
                    .setHash(token.hash())
                    .setExpires(ProtoTime.toProto(clock.instant().plus(valid)))
                    .setOnce(request.getOnce())
                    .setAuthor(author))
            .build();
    JoinToken created = store.update(tx -> tx.create(Kinds.JOIN_TOKENS, kept));
    return CreateTokenResponse.newBuilder().setText(token.text()).setToken(created).build();
  }

  /// Forgets one.
  ///
  /// @throws StoreException `NOT_FOUND`
  public void remove(String id) {
    store.update(tx -> {
      if (tx.get(Kinds.JOIN_TOKENS, id).isEmpty()) {
        throw new StoreException(StoreException.Code.NOT_FOUND, "there is no token " + id);
      }
      tx.delete(Kinds.JOIN_TOKENS, id);
      return id;
    });
  }
}
