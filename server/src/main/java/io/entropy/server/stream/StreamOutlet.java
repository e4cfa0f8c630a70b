package io.entropy.server.stream;

import com.google.protobuf.MessageLite;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/// The near end of a gRPC stream that lasts: messages go in only as fast as the other side takes
/// them. Made by the thread that the call came on; then used by one thread, and ended by any.
public final class StreamOutlet<T extends MessageLite> {
  /// How long a wake-up that was missed could matter.
  private static final long AT_LEAST_MILLIS = 1_000;

  private final ServerCallStreamObserver<T> observer;
  private final SendWindow window = new SendWindow();
  private Runnable gone = () -> {};
  private boolean over;

  public StreamOutlet(StreamObserver<T> observer) {
    this.observer = (ServerCallStreamObserver<T>) observer;
    ServiceRequestContext.current().clearRequestTimeout();
    this.observer.setOnReadyHandler(this::wake);
    this.observer.setOnCancelHandler(this::wake);
  }

  private synchronized void wake() {
    notifyAll();
    if (observer.isCancelled()) {
      gone.run();
    }
  }

  /// Runs that once the other side is gone; at once when it is already.
  public synchronized void whenGone(Runnable then) {
    gone = then;
    wake();
  }

  /// Waits until the other side has room, and sends.
  public synchronized void send(T message) throws InterruptedException, StreamGone {
    while (!hasRoom() && !isGone()) {
      wait(AT_LEAST_MILLIS);
    }
    if (isGone()) {
      throw new StreamGone();
    }
    window.take(message.getSerializedSize());
    observer.onNext(message);
  }

  private boolean hasRoom() {
    if (observer.isReady()) { // this server's calls are when all has been taken, not sooner
      window.reopen();
    }
    return window.isOpen();
  }

  /// Ends it well; nothing when it's over already.
  public synchronized void complete() {
    if (!isGone()) {
      over = true;
      observer.onCompleted();
      notifyAll();
    }
  }

  /// Ends it with an error; nothing when it's over already.
  public synchronized void fail(Status status) {
    if (!isGone()) {
      over = true;
      observer.onError(status.asRuntimeException());
      notifyAll();
    }
  }

  private boolean isGone() {
    return over || observer.isCancelled();
  }
}
