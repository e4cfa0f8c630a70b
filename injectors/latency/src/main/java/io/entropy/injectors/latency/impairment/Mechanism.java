package io.entropy.injectors.latency.impairment;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.util.Optional;

/// One way to make impairments. Any thread.
public interface Mechanism {
  /// As it's asked for: a word of the parameter `method`.
  String name();

  /// Whether this host has it, or why not. Asked once the first time it matters, then known.
  MechanismStatus status();

  /// Why it can't do this, on any host; empty when it can.
  Optional<String> limit(Impairment impairment);

  /// Why it can't do this to this target, as that is now; empty when it can. Reads only.
  ///
  /// @throws InjectorException when no mechanism could
  default Optional<String> obstacle(InjectionRequest request, Impairment impairment)
      throws InjectorException {
    return Optional.empty();
  }

  /// Whether it's chosen only when it's named, since it acts on something else than what the
  /// container receives and sends.
  default boolean onlyWhenNamed() {
    return false;
  }

  /// As [io.entropy.injectors.spi.Injector#plan].
  Undo plan(InjectionRequest request) throws InjectorException;

  /// As [io.entropy.injectors.spi.Injector#apply].
  ActiveFault apply(InjectionRequest request, Undo undo, Impairment impairment)
      throws InjectorException;

  /// As [io.entropy.injectors.spi.Injector#revert], of what it has planned.
  Reverted revert(Undo undo) throws InjectorException;
}
