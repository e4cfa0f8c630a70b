package io.entropy.store.etcd;

import com.google.common.util.concurrent.MoreExecutors;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.etcd.EtcdEndpoint.Login;
import io.entropy.store.etcd.EtcdEndpoint.Tls;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/// A client for each member of the cluster, one of them in use until it fails us: gRPC alone takes
/// more than ten seconds to notice a member that hangs, and after a long outage up to two minutes
/// to connect again, so that a client that fails is also made anew now and then. Any thread; the
/// monitor guards every field.
final class Members implements AutoCloseable {
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final Duration RENEWAL = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int MAX_ANSWER = 1 << 30;

  private final EtcdEndpoint endpoint;
  private final List<Member> members = new ArrayList<>();
  private final List<Client> retired = new ArrayList<>();
  private int current;
  private boolean closed;

  /// A client, and the nanosecond time at which it was made.
  private record Member(Client client, long made) {}

  Members(EtcdEndpoint endpoint) {
    this.endpoint = endpoint;
    endpoint.members().forEach(address -> members.add(member(endpoint, address)));
  }

  private static Member member(EtcdEndpoint endpoint, String address) {
    return new Member(client(endpoint, address), System.nanoTime());
  }

  private static Client client(EtcdEndpoint endpoint, String member) {
    Tls tls = endpoint.tls();
    ClientBuilder builder =
        Client.builder()
            .endpoints((tls == null ? "http://" : "https://") + member)
            .waitForReady(false)
            .retryMaxAttempts(1)
            .connectTimeout(ATTEMPT)
            .keepaliveTime(Duration.ofSeconds(10))
            .keepaliveTimeout(ATTEMPT)
            .maxInboundMessageSize(MAX_ANSWER)
            // jetcd sends from a thread of its executor: this one spares each request that change.
            .executorService(MoreExecutors.newDirectExecutorService());
    Login login = endpoint.login();
    if (login != null) {
      builder.user(bytes(login.user())).password(bytes(login.password()));
    }
    if (tls != null) {
      trust(builder, tls);
    }
    return builder.build();
  }

  private static void trust(ClientBuilder builder, Tls tls) {
    try {
      builder.sslContext(context -> trust(context, tls));
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the tls files of the etcd endpoint can't be used: " + e.getMessage(), e);
    }
    if (tls.name() != null) {
      builder.authority(tls.name());
    }
  }

  private static void trust(SslContextBuilder context, Tls tls) {
    if (tls.ca() != null) {
      context.trustManager(tls.ca().toFile());
    }
    if (tls.cert() != null && tls.key() != null) {
      context.keyManager(tls.cert().toFile(), tls.key().toFile());
    }
  }

  private static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }

  /// The client of the member that's in use.
  synchronized Client client() {
    return members.get(current).client();
  }

  /// Goes to the next member, when `failed` is the one in use.
  synchronized void leave(Client failed) {
    Member member = members.get(current);
    if (!member.client().equals(failed) || closed) {
      return;
    }
    if (System.nanoTime() - member.made() > RENEWAL.toNanos()) {
      retired.forEach(Client::close); // not the failed one yet: others may be using it
      retired.clear();
      retired.add(failed);
      members.set(current, member(endpoint, endpoint.members().get(current)));
    }
    current = (current + 1) % members.size();
  }

  /// Makes one request of the member in use, which is left when it fails.
  <T> T attempt(Function<Client, CompletableFuture<T>> request, Duration patience) throws Failure {
    Client client = client();
    long millis = Math.max(1, Math.min(patience.toMillis(), ATTEMPT.toMillis()));
    try {
      return Uninterrupted.get(request.apply(client), Duration.ofMillis(millis));
    } catch (ExecutionException e) {
      leave(client);
      throw Failure.of(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      leave(client);
      throw Failure.of(new TimeoutException("no answer within %d ms".formatted(millis)));
    }
  }

  /// Makes a request that may be made twice, of one member after the other.
  ///
  /// @throws StoreException `UNAVAILABLE` when none answered within `patience`
  <T> T call(Function<Client, CompletableFuture<T>> request, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return attempt(request, patience);
      } catch (Failure e) {
        if (e.kind() == Failure.Kind.REFUSED || System.nanoTime() - deadline > 0) {
          throw new StoreException(Code.UNAVAILABLE, "etcd: " + e.getMessage(), e);
        }
        pause();
      }
    }
  }

  /// Waits a little between two tries.
  static void pause() {
    Uninterrupted.sleep(PAUSE);
  }

  @Override
  public synchronized void close() {
    closed = true;
    retired.forEach(Client::close);
    members.forEach(member -> member.client().close());
  }
}
