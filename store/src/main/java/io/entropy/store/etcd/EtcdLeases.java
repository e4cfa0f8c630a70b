package io.entropy.store.etcd;

import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.lease.Lease;
import io.entropy.store.lease.Leases;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.lease.LeaseGrantResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Leases as keys that etcd deletes with the etcd lease they're bound to. The token is the revision
/// at which the key was created. Any thread.
final class EtcdLeases implements Leases {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Pattern NAME = Pattern.compile("[\\w.-]+");

  private final Members members;
  private final Keys keys;
  private final Duration timeout;
  private final Map<String, Holding> seen = new ConcurrentHashMap<>();

  EtcdLeases(Members members, Keys keys, Duration timeout) {
    this.members = members;
    this.keys = keys;
    this.timeout = timeout;
  }

  @Override
  public Lease acquire(String name, String holder, Duration ttl) throws InterruptedException {
    while (true) {
      Optional<Lease> lease = tryAcquire(name, holder, ttl);
      if (lease.isPresent()) {
        return lease.get();
      }
      while (holding(name).isPresent()) {
        Thread.sleep(PAUSE);
      }
    }
  }

  @Override
  public Optional<Lease> tryAcquire(String name, String holder, Duration ttl) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a lease's name is of letters, digits, '-', '_' and '.', not '%s'".formatted(name));
    }
    if (holding(name).isPresent()) {
      return Optional.empty();
    }
    long granted = System.nanoTime();
    LeaseGrantResponse grant =
        members.call(c -> c.getLeaseClient().grant(Math.max(1, ttl.toSeconds())), timeout);
    long id = grant.getID();
    try {
      long token = create(name, holder, id);
      if (token == 0) {
        revoke(id);
        return Optional.empty();
      }
      Duration actual = Duration.ofSeconds(grant.getTTL());
      var lease = new EtcdLease(this, new EtcdLease.Term(name, holder, actual, token, id), granted);
      lease.start();
      seen.put(name, new Holding(holder, token));
      return Optional.of(lease);
    } catch (StoreException e) {
      revoke(id);
      throw e;
    }
  }

  /// The token, or 0 when somebody else has it. May be made twice: the second finds our etcd lease.
  private long create(String name, String holder, long id) {
    ByteSequence key = keys.lease(name);
    TxnResponse answer =
        members.call(
            c ->
                c.getKVClient()
                    .txn()
                    .If(new Cmp(key, Cmp.Op.EQUAL, CmpTarget.createRevision(0)))
                    .Then(
                        Op.put(
                            key, Keys.bytes(holder), PutOption.builder().withLeaseId(id).build()))
                    .Else(Op.get(key, GetOption.DEFAULT))
                    .commit(),
            timeout);
    if (answer.isSucceeded()) {
      return answer.getHeader().getRevision();
    }
    KeyValue other = first(answer.getGetResponses().getFirst());
    return other != null && other.getLease() == id ? other.getCreateRevision() : 0;
  }

  @Override
  public Optional<Holding> holding(String name) {
    KeyValue key = first(members.call(c -> c.getKVClient().get(keys.lease(name)), timeout));
    if (key == null) {
      seen.remove(name);
      return Optional.empty();
    }
    Holding holding =
        new Holding(key.getValue().toString(StandardCharsets.UTF_8), key.getCreateRevision());
    seen.put(name, holding);
    return Optional.of(holding);
  }

  @Override
  public Optional<Holding> lastSeen(String name) {
    return Optional.ofNullable(seen.get(name));
  }

  private static @Nullable KeyValue first(GetResponse answer) {
    return answer.getKvs().isEmpty() ? null : answer.getKvs().getFirst();
  }

  /// Whether etcd renewed it; false when it had ended.
  boolean renew(long id, Duration patience) {
    try {
      return members.attempt(c -> c.getLeaseClient().keepAliveOnce(id), patience).getTTL() > 0;
    } catch (Failure e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("lease not found")) {
        return false;
      }
      throw new StoreException(Code.UNAVAILABLE, "etcd: " + message, e);
    }
  }

  /// Ends it now, if etcd hears us; in time it ends anyway.
  void revoke(long id) {
    try {
      members.attempt(c -> c.getLeaseClient().revoke(id), Duration.ofSeconds(1));
    } catch (Failure _) {
      return; // it isn't renewed any more
    }
  }
}
