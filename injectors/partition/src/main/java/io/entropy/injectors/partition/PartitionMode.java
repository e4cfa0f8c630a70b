package io.entropy.injectors.partition;

import io.entropy.api.v1.Requirement;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.List;

/// The declaration of `partition`.
final class PartitionMode {
  static final Parameter<Shape> SHAPE =
      Parameter.withDefault(
          "shape",
          ValueType.choice(Shape.class),
          "isolate",
          "Who of the matching containers is cut off from whom.");
  static final Parameter<List<Requirement>> PEERS =
      Parameter.optional(
          "peers",
          ValueType.selector(),
          "Cuts the matching containers off from these instead of from each other.");
  static final Parameter<Way> DIRECTION =
      Parameter.withDefault(
          "direction",
          ValueType.choice(Way.class),
          "both",
          "What is lost of the side that is cut off: all, what it sends or what it receives.");

  private static final String NOTES =
      """
      One roll of the dice is for all matching containers together, and a hit cuts all of them at
      once: their rules are in place before any works, and if one's can't be made nothing happens.
      Seed, policy and tick decide who is on which side.

      | shape | of n containers | needs |
      |---|---|---|
      | `isolate` | one is cut off from all others | 2 |
      | `halves` | two groups, ⌊n/2⌋ of them cut off from the rest | 2 |
      | `majority` | ⌊(n − 1)/2⌋ are cut off from the rest, which is a majority | 3 |
      | `minority` | three groups as equal as can be: no group is a majority | 3 |
      | `ring` | each sees two others only; of five, each sees a majority, no two the same one (Jepsen's `majorities-ring`) | 4 |
      | `bridge` | two groups and one container that sees both | 3 |

      With fewer containers running a run doesn't start (`--wait` waits for them), and later on each
      hit is refused; both say how many it takes. With
      `direction=send` or `recv` only the side that is cut off has rules: in `isolate`, `halves` and
      `majority` the smaller one, in the others that which comes first in the dice's order.
      With `peers`, all matching containers are cut off from each of those, which get no rules.

      A container counts as hurt (`--limit`, `--min-healthy`) when it has rules: with
      `direction=both` that's everyone but the container in the middle of a `bridge`.

      Packets are known by the addresses that the engine gave a peer; when that gets others while
      the partition lasts, they're cut too if both are on one machine. What hides those addresses
      isn't cut. Of such ways the engine tells some: a port published on the host (but for one on
      the host's loopback, which no container reaches) and a service's virtual IP. The events say
      for each pair whether it is cut, cut but for such a way, or whether that isn't known since
      the two share no network; only when all are cut was the partition as asked. Of a proxy or
      load balancer between the two, of an address that somebody added inside a container and of
      IPv6 link-local addresses nobody tells. ARP, IPv6 neighbour discovery and loopback traffic go
      on.
      """;

  static final FailureMode MODE =
      new FailureMode(
          "partition",
          List.of(),
          "Cuts containers off from each other.",
          Layer.NETWORK,
          List.of(SHAPE, PEERS, DIRECTION),
          List.of(
              Rule.given(PEERS, SHAPE, s -> s == Shape.ISOLATE, "shape=isolate, or no `peers`")),
          NOTES);

  private PartitionMode() {}
}
