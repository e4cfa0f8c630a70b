package io.entropy.proxy;

import java.util.random.RandomGenerator;

/// What a type of toxic can be told, as in the API's `attributes`.
interface Attributes {
  /// Begins on one direction of one connection.
  Effect begin(RandomGenerator random);
}
