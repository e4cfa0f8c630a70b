package io.entropy.electiondemo.voter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.entropy.electiondemo.election.Message;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/// How a message looks in a datagram: one line of ASCII, readable in tcpdump, such as `election/1
/// request-vote 7 voter1 voter2` (version, kind, term, from, to).
final class Datagrams {
  /// More than two ids of the greatest length need.
  static final int MAX_BYTES = 512;

  private static final String VERSION = "election/1";

  private Datagrams() {}

  static ByteBuffer encode(Message message) {
    var line =
        String.join(
            " ",
            VERSION,
            name(message.kind()),
            Long.toString(message.term()),
            message.from(),
            message.to());
    return US_ASCII.encode(line);
  }

  /// The message in `datagram`, or empty when there is none: anybody can send to a UDP port.
  static Optional<Message> decode(ByteBuffer datagram) {
    var words = US_ASCII.decode(datagram).toString().split(" ", -1);
    if (words.length != 5 || !words[0].equals(VERSION)) {
      return Optional.empty();
    }
    for (var kind : Message.Kind.values()) {
      if (words[1].equals(name(kind))) {
        return term(words[2]).map(term -> new Message(kind, term, words[3], words[4]));
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> term(String word) {
    try {
      long term = Long.parseLong(word);
      return term < 0 ? Optional.empty() : Optional.of(term);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  static String name(Message.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
