package io.entropy.injectors.rate;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.tc.TcProbe;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether this host can limit rates, found out once for the process. Any thread.
final class RateFindings implements AutoCloseable {
  private final Map<Direction, MechanismStatus> found = new EnumMap<>(Direction.class);

  synchronized List<MechanismStatus> get() {
    for (Direction direction : Direction.values()) {
      MechanismStatus _ = found.computeIfAbsent(direction, RateFindings::find);
    }
    return List.copyOf(found.values());
  }

  private static MechanismStatus find(Direction direction) {
    Optional<String> obstacle = TcProbe.obstacle(direction);
    String name =
        switch (direction) {
          case RECEIVE -> "htb of what is received";
          case SEND -> "htb of what is sent";
        };
    return MechanismStatus.newBuilder()
        .setName(name)
        .setAvailable(obstacle.isEmpty())
        .setDetail(
            obstacle.map(why -> "rates can't be limited: " + why).orElse("rates can be limited"))
        .build();
  }

  void require(Direction direction) throws InjectorException {
    List<MechanismStatus> _ = get();
    synchronized (this) {
      MechanismStatus status = found.getOrDefault(direction, MechanismStatus.getDefaultInstance());
      if (!status.getAvailable()) {
        throw new InjectorException(Code.UNSUPPORTED, status.getName() + ": " + status.getDetail());
      }
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
