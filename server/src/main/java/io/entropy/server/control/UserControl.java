package io.entropy.server.control;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.User;
import io.entropy.security.Identity;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What admins do to users' certificates. A user is a name: nobody keeps a list of what the
/// authority has issued, so it's the time of issue that counts.
public record UserControl(Store store, InstantSource clock) {

  /// Refuses every certificate of the name that was issued up to now.
  ///
  /// @param author who asks
  /// @throws io.entropy.api.text.InvalidInputException when that's no name
  /// @throws StatusRuntimeException `FAILED_PRECONDITION` for oneself
  User revoke(String name, String author) {
    Violations violations = new Violations();
    var _ = violations.read("user", name, Identity::readName);
    violations.throwIfAny();
    if (name.equals(author)) {
      throw Status.FAILED_PRECONDITION
          .withDescription(
              "%s is your own name: your next call would be refused; another admin can revoke you"
                  .formatted(name))
          .asRuntimeException();
    }
    return store.update(tx -> revoke(tx, name));
  }

  private User revoke(Transaction tx, String name) {
    Optional<User> known = tx.get(Kinds.USERS, name);
    User.Builder user = known.map(User::toBuilder).orElseGet(() -> User.newBuilder().setId(name));
    user.getStatusBuilder().setRevoked(ProtoTime.toProto(later(known)));
    return known.isPresent()
        ? tx.update(Kinds.USERS, user.build())
        : tx.create(Kinds.USERS, user.build());
  }

  /// Now; never before what was said already, whatever the clocks of managers are.
  private Instant later(Optional<User> known) {
    Instant now = clock.instant();
    return known
        .map(u -> ProtoTime.fromProto(u.getStatus().getRevoked()))
        .filter(now::isBefore)
        .orElse(now);
  }
}
