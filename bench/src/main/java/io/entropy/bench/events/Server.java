package io.entropy.bench.events;

/// Whose stream it is.
enum Server {
  MANAGER,
  BARE
}
