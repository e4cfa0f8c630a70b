package io.entropy.bench.soak;

import java.util.Locale;

/// What may not grow, and by how much it may seem to.
enum Figure {
  MANAGER_THREADS("manager: threads", 1, 2),
  MANAGER_DESCRIPTORS("manager: descriptors", 1, 3),
  MANAGER_HEAP("manager: heap after GC, MiB", 1024, 1024),
  MANAGER_RSS("manager: RSS, MiB", 1024, 4096),
  AGENT_THREADS("agent: threads", 1, 2),
  AGENT_DESCRIPTORS("agent: descriptors", 1, 3),
  AGENT_HEAP("agent: heap after GC, MiB", 1024, 1024),
  AGENT_RSS("agent: RSS, MiB", 1024, 4096),
  WATCHDOGS("agent: watchdog processes", 1, 2),
  NFT_OBJECTS("nft objects in the containers", 1, 5),
  JOURNAL("agent's journal, KiB", 1024, 64 * 1024),
  BEGUN("agent's memory of what was begun, KiB", 1024, 64 * 1024),
  STORE("manager's store, KiB", 1024, 64 * 1024),
  INJECTIONS("injections kept", 1, 5),
  EVENTS("events kept", 1, 5);

  /// More growth an hour than this share of what it was isn't small.
  private static final double SHARE = 0.05;

  private final String what;
  private final double unit;
  private final double few;

  /// What is measured.
  ///
  /// @param unit of the table, in those of the samples
  /// @param few how much growth an hour is of no account whatever the level, in the samples' unit
  Figure(String what, double unit, double few) {
    this.what = what;
    this.unit = unit;
    this.few = few;
  }

  String what() {
    return what;
  }

  String format(double value) {
    return String.format(Locale.ROOT, "%,.1f", value / unit);
  }

  /// Whether that much growth an hour is small, or can't be told from the samples' scatter.
  boolean holds(double warm, Growth growth) {
    return growth.least() <= Math.max(few, SHARE * warm);
  }
}
