package io.entropy.proxy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The toxics of one proxy, in their order, and the sessions that they concern. Any thread.
///
/// Each change is handed to the event loops under the lock, so all sessions see all changes in one
/// order, and a session that begins meanwhile misses none and sees none twice. Waiting for the
/// event loops is done outside of it.
final class Toxics {
  private static final int MOST_TALLIES = 1024;

  private final List<Toxic> toxics = new ArrayList<>();
  private final Set<Session> sessions = new HashSet<>();
  private final Leases leases;

  /// Of toxics that are and, for a while, of those that were.
  private final Map<String, Tally> tallies =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tally> eldest) {
          return size() > MOST_TALLIES;
        }
      };

  Toxics(Leases leases) {
    this.leases = leases;
  }

  /// On the session's event loop.
  synchronized void join(Session session) {
    sessions.add(session);
    toxics.forEach(toxic -> session.link(toxic.direction()).add(toxic));
  }

  synchronized void leave(Session session) {
    sessions.remove(session);
  }

  synchronized List<Session> sessions() {
    return List.copyOf(sessions);
  }

  synchronized Optional<Toxic> find(String name) {
    return toxics.stream().filter(toxic -> toxic.name().equals(name)).findFirst();
  }

  synchronized Optional<Tally> tally(String name) {
    return Optional.ofNullable(tallies.get(name));
  }

  JsonArray toJson() {
    JsonArray array = new JsonArray();
    for (Direction direction : Direction.values()) {
      list(toxic -> toxic.direction() == direction).forEach(toxic -> array.add(toxic.toJson()));
    }
    return array;
  }

  private synchronized List<Toxic> list(Predicate<Toxic> which) {
    return toxics.stream().filter(which).toList();
  }

  /// Adds one at the end, in the place of another if need be.
  ///
  /// @param leaseMillis after which it's removed unless that is renewed; 0 for never
  void add(Toxic toxic, @Nullable String replaces, long leaseMillis) throws ApiException {
    List<Future<?>> changes = new ArrayList<>();
    synchronized (this) {
      if (find(toxic.name()).isPresent()) {
        throw new ApiException(409, "toxic already exists");
      }
      toxics.add(toxic);
      tallies.put(toxic.name(), toxic.tally());
      changes.addAll(carry(toxic.direction(), link -> link.add(toxic)));
      if (replaces != null) {
        find(replaces).ifPresent(old -> changes.addAll(drop(old)));
      }
      if (leaseMillis > 0) {
        lease(toxic, leaseMillis);
      }
    }
    await(changes);
  }

  /// Tells one something else, or puts a new lease in the old one's place.
  Toxic update(String name, ToxicBody.Change change) throws ApiException {
    List<Future<?>> changes = new ArrayList<>();
    Toxic updated;
    synchronized (this) {
      Toxic old = find(name).orElseThrow(() -> new ApiException(404, "toxic not found"));
      updated = change.of(old);
      if (!updated.equals(old)) {
        toxics.set(toxics.indexOf(old), updated);
        changes.addAll(carry(old.direction(), link -> link.replace(old, updated)));
      }
      if (change.leaseMillis() > 0) {
        lease(updated, change.leaseMillis());
      }
    }
    await(changes);
    return updated;
  }

  void remove(String name) throws ApiException {
    List<Future<?>> changes;
    synchronized (this) {
      Toxic toxic = find(name).orElseThrow(() -> new ApiException(404, "toxic not found"));
      changes = drop(toxic);
    }
    await(changes);
  }

  void removeAll() {
    List<Future<?>> changes = new ArrayList<>();
    synchronized (this) {
      List.copyOf(toxics).forEach(toxic -> changes.addAll(drop(toxic)));
    }
    await(changes);
  }

  private synchronized void lease(Toxic toxic, long millis) {
    leases.put(toxic.tally(), millis, () -> expire(toxic.tally()));
  }

  /// On an event loop: doesn't wait.
  private synchronized void expire(Tally tally) {
    list(toxic -> toxic.tally() == tally).forEach(this::drop);
  }

  private synchronized List<Future<?>> drop(Toxic toxic) {
    toxics.remove(toxic);
    leases.end(toxic.tally());
    List<Future<?>> changes = carry(toxic.direction(), link -> link.remove(toxic));
    toxic.tally().finish();
    return changes;
  }

  private synchronized List<Future<?>> carry(Direction direction, Consumer<Link> change) {
    List<Future<?>> changes = new ArrayList<>();
    for (Session session : sessions) {
      changes.add(session.run(() -> change.accept(session.link(direction))));
    }
    return changes;
  }

  private static void await(List<Future<?>> changes) {
    for (Future<?> change : changes) {
      // An event loop is never busy for long; the bound is for one that is closing.
      var _ = change.awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
  }

  JsonObject tallyJson(String name) throws ApiException {
    return tally(name).orElseThrow(() -> new ApiException(404, "toxic not found")).toJson();
  }
}
