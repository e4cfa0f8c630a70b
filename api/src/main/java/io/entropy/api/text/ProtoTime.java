package io.entropy.api.text;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/// Times between `java.time` and protobuf. Lossless: both count nanoseconds.
public final class ProtoTime {
  private ProtoTime() {}

  public static com.google.protobuf.Duration toProto(Duration value) {
    // protobuf wants both parts of one sign; java.time keeps nanos positive.
    boolean borrow = value.getSeconds() < 0 && value.getNano() > 0;
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(borrow ? value.getSeconds() + 1 : value.getSeconds())
        .setNanos(borrow ? value.getNano() - 1_000_000_000 : value.getNano())
        .build();
  }

  public static Duration fromProto(com.google.protobuf.Duration value) {
    return Duration.ofSeconds(value.getSeconds(), value.getNanos());
  }

  public static Timestamp toProto(Instant value) {
    return Timestamp.newBuilder()
        .setSeconds(value.getEpochSecond())
        .setNanos(value.getNano())
        .build();
  }

  public static Instant fromProto(Timestamp value) {
    return Instant.ofEpochSecond(value.getSeconds(), value.getNanos());
  }
}
