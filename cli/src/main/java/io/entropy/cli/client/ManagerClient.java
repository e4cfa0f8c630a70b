package io.entropy.cli.client;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.agent.remote.ManagerChannels;
import io.entropy.api.v1.ControlGrpc;
import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.EventsGrpc;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import io.entropy.cli.ManagerEndpoint;
import io.entropy.security.CredentialFolder;
import io.entropy.security.Credentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// A manager's API. Any thread; connects at the first call.
final class ManagerClient implements AutoCloseable {
  private static final long ANSWER_WITHIN_SECONDS = 10;

  private final ManagerAddress address;
  private final ManagerChannels channels;
  private final ManagedChannel channel;

  private ManagerClient(ManagerAddress address, ManagerChannels channels) {
    this.address = address;
    this.channels = channels;
    this.channel = channels.open(address);
  }

  /// A client of that manager.
  ///
  /// @throws CommandException when what it's to be shown can't be read
  static ManagerClient of(ManagerEndpoint manager) {
    return new ManagerClient(
        manager.address(),
        manager
            .tls()
            .map(ManagerClient::shown)
            .map(c -> new ManagerChannels(() -> c))
            .orElseGet(ManagerChannels::new));
  }

  private static Credentials shown(Path folder) {
    try {
      return new CredentialFolder(folder).read();
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, "--tls-dir: " + e.getMessage());
    }
  }

  ManagerAddress address() {
    return address;
  }

  /// What a call answers.
  ///
  /// @throws CommandException when it fails
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
