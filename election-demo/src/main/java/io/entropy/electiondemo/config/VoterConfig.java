package io.entropy.electiondemo.config;

import io.entropy.electiondemo.election.Timing;
import io.entropy.electiondemo.election.Variant;
import io.entropy.electiondemo.voter.Peer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// All that a voter is told at its start.
///
/// @param peers the other voters, without this one
/// @param listen UDP address for its peers
/// @param http TCP address for questions about it
/// @param data folder of its ballot
public record VoterConfig(
    String id,
    List<Peer> peers,
    InetSocketAddress listen,
    InetSocketAddress http,
    Path data,
    Timing timing,
    Variant variant) {

  public VoterConfig {
    peers = List.copyOf(peers);
  }

  /// Reads flags and environment.
  ///
  /// @throws InvalidConfig with everything that is wrong, not only the first
  public static VoterConfig parse(List<String> flags, Map<String, String> environment) {
    var problems = new Problems();
    var settings = new Settings(flags, environment, problems);
    var config = new ConfigParser(settings, problems).parse();
    problems.throwIfAny();
    return config;
  }
}
