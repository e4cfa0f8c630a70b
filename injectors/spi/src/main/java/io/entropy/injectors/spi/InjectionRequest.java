package io.entropy.injectors.spi;

import io.entropy.api.v1.Peer;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.List;

/// One fault that is asked for: on which target, with which parameters, under which id.
///
/// @param peers whom the fault is about besides the target, for modes that act on a group
public record InjectionRequest(
    String injectionId, Target target, Parameters parameters, List<Peer> peers) {

  public InjectionRequest {
    peers = List.copyOf(peers);
  }

  /// One on a target by itself.
  public InjectionRequest(String injectionId, Target target, Parameters parameters) {
    this(injectionId, target, parameters, List.of());
  }
}
