package io.entropy.injectors.rate;

import io.entropy.injectors.kernel.fault.Direction;

/// Values of the parameter `direction`.
enum Way {
  RECV(Direction.RECEIVE),
  SEND(Direction.SEND);

  private final Direction direction;

  Way(Direction direction) {
    this.direction = direction;
  }

  Direction direction() {
    return direction;
  }
}
