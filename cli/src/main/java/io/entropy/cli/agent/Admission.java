package io.entropy.cli.agent;

import io.entropy.agent.journal.StateDir;
import io.entropy.agent.remote.CallFailure;
import io.entropy.agent.remote.ManagerAddress;
import io.entropy.agent.remote.ManagerChannels;
import io.entropy.agent.remote.NodeIdentity;
import io.entropy.agent.remote.Renewal;
import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.security.CredentialFile;
import io.entropy.security.CredentialFolder;
import io.entropy.security.Credentials;
import io.entropy.security.JoinToken;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How this agent gets to managers: with a certificate that was made for it, with the node's own
/// that is kept in the state folder or got for a token, or without TLS. The main thread's.
///
/// @param channels that show what there is to be shown
/// @param renewal what keeps the node's own from ending
record Admission(ManagerChannels channels, @Nullable Renewal renewal) implements AutoCloseable {
  private static final String FILE = "node.pem";

  /// What was typed.
  record Typed(
      List<ManagerAddress> managers,
      Optional<Path> folder,
      Optional<JoinToken> token,
      List<ManagerAddress> joinPorts) {}

  static Admission of(Typed typed, ContainerRuntime runtime, StateDir state)
      throws IOException, RuntimeUnavailableException {
    if (typed.folder().isPresent()) {
      Credentials made = new CredentialFolder(typed.folder().get()).read();
      return new Admission(new ManagerChannels(() -> made), null);
    }
    CredentialFile file = new CredentialFile(state.path().resolve(FILE));
    Optional<NodeIdentity> kept = NodeIdentity.kept(file).filter(Admission::holds);
    if (kept.isPresent()) {
      return renewed(kept.get(), typed.managers());
    }
    if (typed.token().isEmpty()) {
      return new Admission(new ManagerChannels(), null);
    }
    return renewed(join(typed, runtime.info().id(), file), typed.managers());
  }

  private static boolean holds(NodeIdentity identity) {
    return InstantSource.system()
        .instant()
        .isBefore(identity.credentials().certificate().getNotAfter().toInstant());
  }

  private static NodeIdentity join(Typed typed, String nodeId, CredentialFile file)
      throws IOException {
    NodeIdentity.Join join =
        new NodeIdentity.Join(typed.token().orElseThrow(), typed.joinPorts(), nodeId);
    try (ManagerChannels channels = new ManagerChannels()) {
      NodeIdentity identity = NodeIdentity.join(file, channels, join);
      System.err.println("entropy: this machine has a certificate, as node " + nodeId);
      return identity;
    } catch (StatusRuntimeException e) {
      throw new CommandException(
          ExitCode.ERROR, "no manager takes the token: " + CallFailure.words(e));
    }
  }

  private static Admission renewed(NodeIdentity identity, List<ManagerAddress> managers) {
    ManagerChannels channels = new ManagerChannels(identity::credentials);
    return new Admission(
        channels, Renewal.start(identity, channels, managers, InstantSource.system()));
  }

  @Override
  public void close() {
    if (renewal != null) {
      renewal.close();
    }
    channels.close();
  }
}
