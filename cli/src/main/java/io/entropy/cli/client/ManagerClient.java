package io.entropy.cli.client;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.agent.remote.ManagerChannels;
import io.entropy.api.v1.ControlGrpc;
import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.EventsGrpc;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// A manager's API. Any thread; connects at the first call.
final class ManagerClient implements AutoCloseable {
  private static final long ANSWER_WITHIN_SECONDS = 10;

  private final ManagerAddress address;
  private final ManagerChannels channels = new ManagerChannels();
  private final ManagedChannel channel;

  private ManagerClient(ManagerAddress address) {
    this.address = address;
    this.channel = channels.open(address);
  }

  static ManagerClient of(ManagerAddress address) {
    return new ManagerClient(address);
  }

  ManagerAddress address() {
    return address;
  }

  /// What a call answers.
  ///
  /// @throws io.entropy.cli.CommandException when it fails
  <T> T call(Function<ControlBlockingStub, T> call) {
    try {
      return call.apply(
          ControlGrpc.newBlockingStub(channel)
              .withDeadlineAfter(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS));
    } catch (StatusRuntimeException e) {
      throw ManagerErrors.of(address, e);
    }
  }

  /// Events as they come; every step may throw what gRPC throws, also when this is closed.
  Iterator<SubscribeResponse> events(SubscribeRequest request) {
    return EventsGrpc.newBlockingStub(channel).subscribe(request);
  }

  /// Breaks off what is under way.
  @Override
  public void close() {
    channel.shutdownNow();
    channels.close();
  }
}
