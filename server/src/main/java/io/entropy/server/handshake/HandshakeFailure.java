package io.entropy.server.handshake;

import java.util.Locale;

/// Why a connection didn't come about.
public enum HandshakeFailure {
  NO_CERTIFICATE("it showed no certificate"),
  UNKNOWN_AUTHORITY("its certificate is another authority's"),
  EXPIRED("its certificate has ended"),
  NOT_YET_VALID("its certificate doesn't hold yet"),
  /// E.g. a manager's, which is for servers.
  NOT_A_CLIENT("its certificate isn't a client's"),
  NOT_TLS("it doesn't speak TLS"),
  BAD_TLS("TLS failed"),
  /// The other side broke it off. Nobody was refused, so it's counted and not told.
  ABANDONED("it was broken off");

  private final String clause;

  HandshakeFailure(String clause) {
    this.clause = clause;
  }

  /// As programs are told it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As people are told it.
  String clause() {
    return clause;
  }
}
