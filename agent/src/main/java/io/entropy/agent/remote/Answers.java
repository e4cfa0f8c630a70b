package io.entropy.agent.remote;

import io.entropy.agent.injection.Timing.Mailbox;
import io.entropy.agent.remote.Note.Call;
import io.entropy.agent.remote.Note.Said;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where the answers to one call go: into the mailbox of the session's thread, which tells by the
/// sender whether they still matter. gRPC's threads, but for [#cancel].
final class Answers<Q, T> implements ClientResponseObserver<Q, T> {
  private final Call call;
  private final Mailbox<Note> mailbox;
  private final Function<T, Said> said;
  private @Nullable ClientCallStreamObserver<Q> running;

  Answers(Call call, Mailbox<Note> mailbox, Function<T, Said> said) {
    this.call = call;
    this.mailbox = mailbox;
    this.said = said;
  }

  /// Called by the thread that makes the call, before that returns.
  @Override
  public void beforeStart(ClientCallStreamObserver<Q> started) {
    running = started;
  }

  /// By the thread that made the call.
  void cancel() {
    if (running != null) {
      running.cancel("another takes its place", null);
    }
  }

  @Override
  public void onNext(T answer) {
    tell(said.apply(answer));
  }

  @Override
  public void onError(Throwable error) {
    tell(new Note.Failed(call, Status.fromThrowable(error)));
  }

  @Override
  public void onCompleted() {
    switch (call) {
      case SESSION, ASSIGNMENTS ->
          tell(new Note.Failed(call, Status.UNAVAILABLE.withDescription("the manager ended it")));
      case HEARTBEAT, REPORT -> {
        // They have one answer.
      }
    }
  }

  private void tell(Said what) {
    mailbox.put(new Note.From(this, what));
  }
}
