package io.entropy.electiondemo.config;

import io.entropy.electiondemo.voter.Peer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The list of all voters: `host:port` or `id@host:port`, separated by commas. Without an id the
/// host is the id. IPv6 addresses stand in brackets: `a@[::1]:7000`.
final class PeerList {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,63}");
  private static final Pattern PEER =
      Pattern.compile(
          "(?:(?<id>[^@]*)@)?(?:\\[(?<v6>[^]]+)]|(?<host>[^:@\\[\\]]+)):(?<port>\\d{1,5})");

  private PeerList() {}

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  static List<Peer> parse(String text, Consumer<String> problem) {
    var peers = new ArrayList<Peer>();
    var ids = new HashSet<String>();
    for (var item : text.split(",", -1)) {
      var match = PEER.matcher(item.strip());
      if (!match.matches()) {
        problem.accept("'%s' is not host:port or id@host:port".formatted(item.strip()));
        continue;
      }
      var host = match.group("v6") == null ? match.group("host") : match.group("v6");
      var id = match.group("id") == null ? host : match.group("id");
      int port = Integer.parseInt(match.group("port"));
      if (!isId(id)) {
        problem.accept("'%s' is no id; give one as id@host:port".formatted(id));
      } else if (!ids.add(id)) {
        problem.accept("'%s' is there twice".formatted(id));
      } else if (port < 1 || port > 65_535) {
        problem.accept("'%s' has no port from 1 to 65535".formatted(item.strip()));
      } else {
        peers.add(new Peer(id, host, port));
      }
    }
    return peers;
  }
}
