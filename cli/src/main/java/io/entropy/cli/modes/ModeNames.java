package io.entropy.cli.modes;

import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureModes;
import java.util.Iterator;

/// The names of all failure modes, for completion.
public final class ModeNames implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return FailureModes.load().all().stream().map(FailureMode::name).iterator();
  }
}
