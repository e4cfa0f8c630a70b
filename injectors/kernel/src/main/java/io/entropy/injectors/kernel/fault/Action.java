package io.entropy.injectors.kernel.fault;

/// What happens to a packet that a fault matches.
public sealed interface Action {
  /// How finely a share can be told: one in a million, 0.0001 %.
  int MILLION = 1_000_000;

  /// Lose some packets, or all.
  sealed interface Drop extends Action permits DropShare, DropEvery, DropAll {}

  /// Lose each packet with the same probability, independently, in millionths.
  record DropShare(int millionths) implements Drop {
    public DropShare {
      if (millionths < 0 || millionths > MILLION) {
        throw new IllegalArgumentException("not within 0–1000000 millionths: " + millionths);
      }
    }
  }

  /// Lose the n-th, 2n-th, 3n-th … packet since the fault was armed.
  record DropEvery(int n) implements Drop {
    public DropEvery {
      if (n < 1) {
        throw new IllegalArgumentException("every n-th packet needs n ≥ 1, not " + n);
      }
    }
  }

  /// Lose each packet.
  record DropAll() implements Drop {}

  /// Have each packet decided about by whoever listens on a queue (NFQUEUE) of its namespace; at
  /// once let through where nobody does. Only of what is received.
  ///
  /// @param number of the queue, one for all faults of a plan
  /// @param lane which of the plan's faults this is to the listener: one bit of the packet's mark,
  ///   [#FIRST_LANE_BIT] being lane 0
  record Queue(int number, int lane) implements Action {
    public static final int LANES = 16;
    public static final int FIRST_LANE_BIT = 16;

    public Queue {
      if (number < 0 || number > 0xffff || lane < 0 || lane >= LANES) {
        throw new IllegalArgumentException("no queue " + number + " or no lane " + lane);
      }
    }
  }

  /// Have each packet go through a traffic class ([io.entropy.injectors.kernel.tc]), whose queueing
  /// discipline knows it by the packet's priority. Of several such faults that a packet meets, each
  /// adds its bit: together they are the class that does what all of them ask for.
  ///
  /// @param priority the class, `MAJOR:BIT`, that the packet's priority is with no other fault
  /// @param through for what is received: the index of the device that has the class, an ifb, which
  ///   gives packets back to where they arrived; 0 for what is sent
  record Steer(int priority, int through) implements Action {}

  /// Lose this percentage of packets, to the nearest millionth.
  static Drop dropPercent(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("percent outside 0–100: " + percent);
    }
    long millionths = Math.round(percent * (MILLION / 100));
    return millionths == MILLION ? new DropAll() : new DropShare((int) millionths);
  }
}
