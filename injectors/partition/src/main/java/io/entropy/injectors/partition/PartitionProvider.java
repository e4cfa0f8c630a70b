package io.entropy.injectors.partition;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.group.Grouping;
import io.entropy.injectors.spi.mode.FailureMode;
import java.util.Optional;

/// Provides `partition`.
public final class PartitionProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return PartitionMode.MODE;
  }

  @Override
  public Optional<Grouping> grouping() {
    return Optional.of(new PartitionGrouping());
  }

  @Override
  public Injector open(InjectorContext context) {
    return new PartitionInjector(context);
  }
}
