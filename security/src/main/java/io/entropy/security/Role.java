package io.entropy.security;

import io.entropy.api.text.Nearest;
import io.entropy.api.text.TextException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the holder of a certificate may do; the OU of its subject. Users' roles each include the
/// one before; those of machines include none.
public enum Role {
  /// Reads, and follows events.
  VIEWER,
  /// Creates and changes policies, halts and resumes.
  OPERATOR,
  /// Makes join tokens and revokes nodes.
  ADMIN,
  /// One node's own agent.
  AGENT,
  /// Serves users and agents; asks for nothing.
  MANAGER;

  private static final List<String> WORDS = Arrays.stream(values()).map(Role::word).toList();

  /// As it's typed and as it stands in certificates.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role of exactly that word.
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
  }

  /// Reads what was typed.
  public static Role read(String text) throws TextException {
    return of(text)
        .orElseThrow(() ->
            new TextException(
                "there is no role `%s`%s".formatted(text, Nearest.hint(text, WORDS)),
                String.join(", ", WORDS)));
  }

  /// Whether its holder may do what asks for that role.
  public boolean includes(Role needed) {
    return this == needed || (isUser() && needed.isUser() && compareTo(needed) > 0);
  }

  /// Whether its holder is a person and no machine.
  public boolean isUser() {
    return compareTo(ADMIN) <= 0;
  }
}
