package io.entropy.agent.injection;

import io.entropy.agent.session.Session;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import java.time.Instant;

/// How far an injection is, told to the session whenever it gets further. Its states only grow.
/// Belongs to the injection's thread.
final class Progress {
  private final String id;
  private final Session session;
  private final InjectionStatus.Builder status = InjectionStatus.newBuilder();

  Progress(String id, Session session) {
    this.id = id;
    this.session = session;
  }

  void ready(String mechanism) {
    status.setMechanism(mechanism);
    // One that follows its container is armed again, but has been further.
    if (status.getState().compareTo(InjectionState.READY) < 0) {
      status.setState(InjectionState.READY);
      session.reportInjection(id, status.build());
    }
  }

  /// Active and read back. `began` counts only the first time.
  void running(Instant began) {
    if (!status.hasApplied()) {
      status.setApplied(ProtoTime.toProto(began));
    }
    status.setVerified(true).setState(InjectionState.RUNNING);
    session.reportInjection(id, status.build());
  }

  /// Read back, and over with that: its end says so.
  void done() {
    status.setVerified(true);
  }

  /// It began but wasn't read back.
  void began(Instant began) {
    if (!status.hasApplied()) {
      status.setApplied(ProtoTime.toProto(began));
    }
  }

  void followed() {
    status.setFollowed(status.getFollowed() + 1);
  }

  void observed(Fidelity fidelity) {
    status.setFidelity(fidelity);
  }

  void ended(Instant ended) {
    status.setEnded(ProtoTime.toProto(ended));
  }

  InjectionStatus over(Ending ending) {
    status.setState(ending.state()).setEnd(ending.reason()).setMessage(ending.message());
    InjectionStatus last = status.build();
    session.reportInjection(id, last);
    return last;
  }
}
