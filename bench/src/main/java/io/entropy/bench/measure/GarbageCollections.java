package io.entropy.bench.measure;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/// The garbage collections of this JVM since it was made: each holds up whatever is measured.
public record GarbageCollections(long before) {

  public static GarbageCollections from() {
    return new GarbageCollections(count());
  }

  public long since() {
    return count() - before;
  }

  private static long count() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
