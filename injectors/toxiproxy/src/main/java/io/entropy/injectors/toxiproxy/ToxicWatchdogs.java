package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.kernel.process.Watchdog;
import io.entropy.injectors.kernel.process.Way;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Undo;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The watchdogs of this process' toxics, by their injections. Any thread; each watchdog is its
/// injection's.
final class ToxicWatchdogs implements AutoCloseable {
  private final Map<String, Watchdog> running = new ConcurrentHashMap<>();

  /// Starts one, which makes nothing yet.
  ///
  /// @param body what it will have the server make
  Watchdog start(Undo undo, ToxicPlace place, String body) throws InjectorException {
    InetSocketAddress server = new InetSocketAddress(place.server().host(), place.server().port());
    if (server.isUnresolved()) {
      throw new InjectorException(Code.FAILED, "no address of `" + place.server().host() + "`");
    }
    Way way = new Way.Resource(server, place.collection(), body);
    try {
      Watchdog watchdog = Watchdog.start(undo.session(), place.path(), way);
      running.put(undo.injectionId(), watchdog);
      return watchdog;
    } catch (KernelException e) {
      throw new InjectorException(
          Code.UNSUPPORTED,
          "toxics of the server at %s need a watchdog: %s"
              .formatted(place.server(), e.getMessage()),
          e);
    }
  }

  /// Ends one with its toxic, if it's of this process.
  void end(Undo undo) {
    Watchdog watchdog = running.remove(undo.injectionId());
    if (watchdog != null) {
      watchdog.close();
    }
  }

  @Override
  public void close() {
    running.values().forEach(Watchdog::close);
    running.clear();
  }
}
