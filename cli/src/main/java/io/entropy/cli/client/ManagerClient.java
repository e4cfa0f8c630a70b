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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A manager's API. Any thread; connects at the first call.
final class ManagerClient implements AutoCloseable {
  private static final long ANSWER_WITHIN_SECONDS = 10;

  private final ManagerAddress address;
  private final Optional<Credentials> shown;
  private final HttpChannel calls;
  private @Nullable Streams streams;

  private ManagerClient(ManagerAddress address, Optional<Credentials> shown) {
    this.address = address;
    this.shown = shown;
    this.calls = new HttpChannel(address, shown);
  }

  /// A client of that manager.
  ///
  /// @throws CommandException when what it's to be shown can't be read
  static ManagerClient of(ManagerEndpoint manager) {
    return new ManagerClient(manager.address(), manager.tls().map(ManagerClient::shown));
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
          ControlGrpc.newBlockingStub(calls)
              .withDeadlineAfter(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS));
    } catch (StatusRuntimeException e) {
      throw ManagerErrors.of(address, e);
    }
  }

  /// Events as they come; every step may throw what gRPC throws, also when this is closed.
  synchronized Iterator<SubscribeResponse> events(SubscribeRequest request) {
    if (streams == null) {
      streams = Streams.to(address, shown);
    }
    return EventsGrpc.newBlockingStub(streams.channel).subscribe(request);
  }

  /// Breaks off the streams that are under way.
  @Override
  public synchronized void close() {
    if (streams != null) {
      streams.close();
    }
  }

  /// gRPC's own transport, which only streams need.
  private record Streams(ManagerChannels channels, ManagedChannel channel) {
    static Streams to(ManagerAddress address, Optional<Credentials> shown) {
      ManagerChannels channels = new ManagerChannels(shown.map(own -> () -> own));
      return new Streams(channels, channels.open(address));
    }

    void close() {
      channel.shutdownNow();
      channels.close();
    }
  }
}
