package io.entropy.proxy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The types of toxics there are, by their names in lower case.
enum ToxicType {
  LATENCY(Latency.class),
  BANDWIDTH(Bandwidth.class),
  SLOW_CLOSE(SlowClose.class),
  TIMEOUT(Timeout.class),
  RESET_PEER(ResetPeer.class),
  SLICER(Slicer.class),
  LIMIT_DATA(LimitData.class);

  private final Class<? extends Attributes> attributes;

  ToxicType(Class<? extends Attributes> attributes) {
    this.attributes = attributes;
  }

  static Optional<ToxicType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Class<? extends Attributes> attributes() {
    return attributes;
  }
}
