package io.entropy.cli.run;

import io.entropy.agent.journal.Reaped;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.policymanager.steadystate.SteadyStateWatch;
import io.entropy.store.Store;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where the policy of a run lives and its faults are made: this process, or a manager elsewhere.
/// What is there can be read in its store, and what happens there be watched. The main thread's.
public interface RunHost extends AutoCloseable {

  /// Connects; when it returns, the store has all targets.
  void start() throws Exception;

  /// Its targets, the policy, its injections and its events. Closing ends every watch of it.
  Store store();

  /// Why nothing would come of such a policy with the targets there are now.
  Optional<String> objection(FailurePolicySpec spec);

  FailurePolicy create(FailurePolicySpec spec);

  void start(FailurePolicy policy);

  /// Ends the rolling and every fault.
  void stop(FailurePolicy policy);

  /// Waits until no fault of the policy is left; then the store has it as it is in the end.
  void awaitReverted(FailurePolicy policy, Duration atMost) throws InterruptedException;

  /// The steady state of these addresses, not yet watched.
  ///
  /// @param control how long it may take to be found healthy
  SteadyStateWatch steadyState(List<URI> urls, Duration control);

  /// Whether it's this process that makes the faults.
  boolean isHere();

  /// What dead processes had left here, and what became of it.
  List<Reaped> reaped();

  /// Leaves no fault behind; then closes the store. Idempotent.
  @Override
  void close();
}
