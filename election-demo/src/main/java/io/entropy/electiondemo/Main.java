package io.entropy.electiondemo;

import io.entropy.electiondemo.config.InvalidConfig;
import io.entropy.electiondemo.config.VoterConfig;
import io.entropy.electiondemo.election.Effect;
import io.entropy.electiondemo.election.Election;
import io.entropy.electiondemo.election.Variant;
import io.entropy.electiondemo.http.StatusServer;
import io.entropy.electiondemo.voter.Peer;
import io.entropy.electiondemo.voter.Voter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Security;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// The voter's process. Exit codes: 1 when its disk or network failed, 2 for wrong flags.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Before any name is looked up: the JDK would keep addresses for 30 s, and a restarted peer's
    // is new. The voter keeps its own.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    try {
      run(VoterConfig.parse(List.of(args), System.getenv()));
    } catch (InvalidConfig wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
    } catch (IOException | UncheckedIOException failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  private static void run(VoterConfig config) throws IOException {
    if (config.variant() != Variant.SAFE) {
      say(config, "UNSAFE variant %s: may elect two leaders".formatted(config.variant()));
    }
    try (var voter = voter(config);
        var _ = new StatusServer(config.http(), voter)) {
      voter.run();
    }
  }

  private static Voter voter(VoterConfig config) throws IOException {
    var peers = config.peers().stream().map(Peer::id).collect(Collectors.toUnmodifiableSet());
    var election =
        new Election(config.id(), peers, config.timing(), config.variant(), new SplittableRandom());
    return new Voter(
        election,
        config.listen(),
        config.peers(),
        config.data(),
        change -> say(config, describe(change)));
  }

  private static String describe(Effect.LeaderChanged change) {
    return "term %d: %s"
        .formatted(change.term(), change.leader().map(id -> "leader is " + id).orElse("no leader"));
  }

  private static void say(VoterConfig config, String line) {
    System.out.printf(
        "%s %s %s%n", Instant.now().truncatedTo(ChronoUnit.MILLIS), config.id(), line);
  }
}
