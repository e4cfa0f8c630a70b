package io.entropy.cli.output;

import io.entropy.api.v1.Event;

/// Where the events of a run are shown. Used by the run's printing thread only.
public interface EventPrinter extends AutoCloseable {

  void print(Event event);

  /// Nothing more will come; leaves the terminal as it should be.
  @Override
  void close();
}
