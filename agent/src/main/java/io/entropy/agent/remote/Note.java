package io.entropy.agent.remote;

import io.entropy.api.v1.AssignmentsMessage;
import io.entropy.api.v1.HeartbeatResponse;
import io.entropy.api.v1.SessionMessage;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/// What the session's thread is told while it waits.
sealed interface Note {

  /// Something is to be reported.
  record Waiting() implements Note {}

  /// The agent ends: what waits is reported, then the session ends.
  record Leave() implements Note {}

  /// From a manager.
  record From(Answers<?, ?> sender, Said said) implements Note {}

  /// What a manager says.
  sealed interface Said {}

  record Registered(SessionMessage message) implements Said {}

  record Assigned(AssignmentsMessage message) implements Said {}

  record Alive(HeartbeatResponse response) implements Said {}

  record Taken() implements Said {}

  /// A call failed, or a stream that was to go on ended.
  record Failed(Call call, Status status) implements Said {

    /// Why, for a person.
    String why() {
      @Nullable String description = status.getDescription();
      return description == null ? status.getCode().name() : description;
    }
  }

  /// The dispatcher's calls.
  enum Call {
    SESSION,
    ASSIGNMENTS,
    HEARTBEAT,
    REPORT
  }
}
