package io.entropy.electiondemo.config;

import io.entropy.electiondemo.election.Timing;
import io.entropy.electiondemo.election.Variant;
import io.entropy.electiondemo.voter.Peer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes a [VoterConfig] of settings. What is wrong goes to the problems and a stand-in takes its
/// place, so that one run finds them all.
final class ConfigParser {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})-(\\d{1,6})");

  private final Settings settings;
  private final Problems problems;

  ConfigParser(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  VoterConfig parse() {
    var id = id();
    return new VoterConfig(
        id,
        othersThan(id),
        address(port("port", 7000, 1)),
        address(port("http-port", 8080, 0)),
        Path.of(settings.get("data", "data")),
        timing(),
        variant());
  }

  private String id() {
    var id = settings.get("id", "");
    if (!PeerList.isId(id)) {
      problems.add("id", "needed: 1 to 63 letters, digits, dots, underscores or hyphens");
    }
    return id;
  }

  private List<Peer> othersThan(String id) {
    var all = PeerList.parse(settings.get("peers", ""), problem -> problems.add("peers", problem));
    if (all.stream().noneMatch(peer -> peer.id().equals(id))) {
      problems.add("peers", "has to list every voter, this one ('%s') too".formatted(id));
    }
    return all.stream().filter(peer -> !peer.id().equals(id)).toList();
  }

  private InetSocketAddress address(int port) {
    var bind = settings.get("bind", "");
    var address = bind.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(bind, port);
    if (address.isUnresolved()) {
      problems.add("bind", "no address of this machine: '%s'".formatted(bind));
    }
    return address;
  }

  private int port(String name, int otherwise, int least) {
    long port = number(name, otherwise).orElse((long) otherwise);
    if (port < least || port > 65_535) {
      problems.add(name, "a port from %d to 65535, not %d".formatted(least, port));
      return otherwise;
    }
    return (int) port;
  }

  private Timing timing() {
    var text = settings.get("timeout-ms", "300-600");
    long heartbeat = number("heartbeat-ms", 75).orElse(75L);
    var range = RANGE.matcher(text);
    if (!range.matches()) {
      problems.add("timeout-ms", "a range such as 300-600, not '%s'".formatted(text));
      return Timing.DEFAULT;
    }
    long min = Long.parseLong(range.group(1));
    long max = Long.parseLong(range.group(2));
    if (min >= max) {
      problems.add("timeout-ms", "the first has to be below the second, or votes split");
    }
    if (heartbeat < 1 || heartbeat * 2 > min) {
      problems.add("heartbeat-ms", "from 1 to half of the shortest election time-out");
    }
    return new Timing(Duration.ofMillis(min), Duration.ofMillis(max), Duration.ofMillis(heartbeat));
  }

  private Variant variant() {
    var text = settings.get("unsafe", "");
    return switch (text) {
      case "" -> Variant.SAFE;
      case "forget-vote" -> Variant.FORGET_VOTE;
      case "no-majority" -> Variant.NO_MAJORITY;
      default -> {
        problems.add("unsafe", "forget-vote or no-majority, not '%s'".formatted(text));
        yield Variant.SAFE;
      }
    };
  }

  private Optional<Long> number(String name, long otherwise) {
    var text = settings.get(name, Long.toString(otherwise));
    if (text.matches("\\d{1,6}")) {
      return Optional.of(Long.parseLong(text));
    }
    problems.add(name, "a whole number, not '%s'".formatted(text));
    return Optional.empty();
  }
}
