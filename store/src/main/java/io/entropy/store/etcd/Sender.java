package io.entropy.store.etcd;

import com.google.protobuf.ByteString;
import io.entropy.store.etcd.Failure.Kind;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Sends a group and finds out what became of it. Used by one thread at a time, which may be a
/// writer's: an interrupt doesn't cut it short, since nobody would know what became of the commits.
///
/// A transaction that wasn't answered is sent again, to the next member: by its compare on the
/// commit key it's carried out at most once. When a later sending is refused, the commit record
/// tells whether an earlier one was carried out: it then has our nonce, or the watch told it.
final class Sender {
  /// For one try, in nanoseconds: what's cut short is unknown, though it be only a slow refusal.
  private static final long LEAST = Duration.ofSeconds(1).toNanos();

  private final Members members;
  private final Keys keys;
  private final Mirror mirror;
  private final Duration timeout;

  Sender(Members members, Keys keys, Mirror mirror, Duration timeout) {
    this.members = members;
    this.keys = keys;
    this.mirror = mirror;
    this.timeout = timeout;
  }

  Outcome send(Group group) {
    mirror.sending(group);
    Request request = request(group);
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean maybeDone = false;
    while (true) {
      long left = deadline - System.nanoTime();
      try {
        TxnResponse answer =
            members.attempt(request::send, Duration.ofNanos(Math.max(left, LEAST)));
        return answer.isSucceeded() ? accepted(group, answer) : refused(group, answer);
      } catch (Failure e) {
        maybeDone |= e.kind() == Kind.UNKNOWN && !group.commits().isEmpty();
        if (mirror.isAccepted()) {
          return new Outcome.Accepted();
        }
        if (e.kind() == Kind.REFUSED || deadline - System.nanoTime() <= 0) {
          return maybeDone ? new Outcome.Unknown(e) : new Outcome.Refused(e);
        }
        Members.pause();
      }
    }
  }

  private Outcome accepted(Group group, TxnResponse answer) {
    if (!group.commits().isEmpty()) {
      mirror.accept(answer.getHeader().getRevision());
    }
    return new Outcome.Accepted();
  }

  private Outcome refused(Group group, TxnResponse answer) {
    List<GetResponse> read = answer.getGetResponses();
    KeyValue commit = first(read.getFirst());
    long at = commit == null ? 0 : commit.getModRevision();
    if (at == group.base().revision()) {
      return new Outcome.Fenced(broken(group.fences(), read));
    }
    if (commit != null
        && CommitRecord.parse(commit.getValue().getBytes()).nonce().equals(group.nonce())) {
      mirror.accept(at);
      return new Outcome.Accepted();
    }
    boolean caughtUp = mirror.await(at, timeout);
    if (mirror.isAccepted()) {
      return new Outcome.Accepted();
    }
    if (!caughtUp) {
      var lag = new IllegalStateException("the watch of etcd lags behind");
      return group.commits().isEmpty() ? new Outcome.Refused(lag) : new Outcome.Unknown(lag);
    }
    if (group.commits().isEmpty() || mirror.position().reloads() == group.base().reloads()) {
      return new Outcome.Lost();
    }
    return new Outcome.Unknown(
        new IllegalStateException("others committed since, and what was in between is lost"));
  }

  private static Set<Fence> broken(Set<Fence> fences, List<GetResponse> read) {
    Set<Fence> broken = new HashSet<>();
    int i = 1; // after the commit key, in the same order
    for (Fence fence : fences) {
      KeyValue lease = first(read.get(i++));
      if (lease == null || lease.getCreateRevision() != fence.token()) {
        broken.add(fence);
      }
    }
    return broken;
  }

  private static @Nullable KeyValue first(GetResponse answer) {
    return answer.getKvs().isEmpty() ? null : answer.getKvs().getFirst();
  }

  private record Request(List<Cmp> compares, List<Op> writes, List<Op> reads) {
    CompletableFuture<TxnResponse> send(Client client) {
      return client
          .getKVClient()
          .txn()
          .If(compares.toArray(Cmp[]::new))
          .Then(writes.toArray(Op[]::new))
          .Else(reads.toArray(Op[]::new))
          .commit();
    }
  }

  private Request request(Group group) {
    List<Cmp> compares = new ArrayList<>();
    List<Op> reads = new ArrayList<>();
    long revision = group.base().revision();
    compares.add(new Cmp(keys.commit(), Cmp.Op.EQUAL, CmpTarget.modRevision(revision)));
    reads.add(Op.get(keys.commit(), GetOption.DEFAULT));
    for (Fence fence : group.fences()) {
      compares.add(fence.holds());
      reads.add(Op.get(fence.key(), GetOption.DEFAULT));
    }
    return new Request(compares, writes(group), reads);
  }

  private List<Op> writes(Group group) {
    List<Op> writes = new ArrayList<>();
    if (group.commits().isEmpty()) {
      return writes;
    }
    writes.add(Op.put(keys.commit(), ByteSequence.from(group.record().bytes()), PutOption.DEFAULT));
    group.last().forEach((key, value) -> writes.add(write(key, value)));
    return writes;
  }

  private Op write(Group.Key key, @Nullable ByteString value) {
    ByteSequence name = keys.object(key.kind(), key.id());
    return value == null
        ? Op.delete(name, DeleteOption.DEFAULT)
        : Op.put(name, ByteSequence.from(value), PutOption.DEFAULT);
  }
}
