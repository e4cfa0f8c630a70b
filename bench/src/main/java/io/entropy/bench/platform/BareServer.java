package io.entropy.bench.platform;

import io.entropy.api.v1.DispatcherGrpc.DispatcherImplBase;
import io.entropy.api.v1.ReportRequest;
import io.entropy.api.v1.ReportResponse;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// gRPC over loopback with nothing behind it, on grpc-java's own server: what the calls and streams
/// of a manager can't be faster than.
public final class BareServer implements AutoCloseable {
  private final Server server;

  private BareServer(Server server) {
    this.server = server;
  }

  /// One that answers reports of agents at once.
  public static BareServer answering() throws IOException {
    return serving(new Answering());
  }

  public static BareServer serving(BindableService service) throws IOException {
    return new BareServer(
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(service)
            .build()
            .start());
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      boolean _ = server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Answering extends DispatcherImplBase {
    @Override
    public void report(ReportRequest request, StreamObserver<ReportResponse> observer) {
      observer.onNext(ReportResponse.getDefaultInstance());
      observer.onCompleted();
    }
  }
}
