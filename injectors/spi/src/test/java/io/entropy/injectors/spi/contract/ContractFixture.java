package io.entropy.injectors.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Peer;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What [InjectorContract] needs to know of an injector: the hooks, and what the tests do with
/// them. After each test everything planned is reverted and every target removed. The tests mostly
/// wait for leases, and do so at the same time: what they share has to bear that.
@Execution(ExecutionMode.CONCURRENT)
public abstract class ContractFixture {
  private final List<ContractSession> sessions = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<Undo> undos = new ArrayList<>();

  // ---- Hooks

  protected abstract InjectorProvider provider();

  protected abstract ContainerRuntime runtime();

  /// A running container, made for one test, that nothing else touches.
  protected abstract Target freshTarget() throws Exception;

  /// So strong that the effect can't be missed, e.g. all packets lost.
  protected abstract Map<String, String> parameters();

  /// Whom the fault is about besides the target, for modes that act on a group.
  protected List<Peer> peers() {
    return List.of();
  }

  /// Whether the target suffers now, measured from outside of the injector, e.g. by traffic. Takes
  /// well below half of [#lease]. When the effect is there, measuring it makes the injector's
  /// counters count.
  protected abstract boolean effectPresent(Target target) throws Exception;

  /// What of any injection is left at the target, read from where it's made, e.g. the kernel.
  protected abstract List<String> residue(Target target) throws Exception;

  /// Removes what [#freshTarget] made.
  protected void removeTarget(Target target) throws Exception {}

  /// How long faults live without a refresh.
  protected Duration lease() {
    return Duration.ofSeconds(2);
  }

  /// Lets time go by: the kernel's, or a fake's.
  protected void pass(Duration time) throws Exception {
    Thread.sleep(time);
  }

  /// Ends a process as far as the kernel is concerned, without letting it revert anything.
  protected void crash(InjectorContext context) throws Exception {
    context.close();
  }

  // ---- What the tests do

  @BeforeEach
  final void openSession() {
    var _ = open();
  }

  @AfterEach
  final void leaveNothingBehind() throws Exception {
    try {
      for (Undo undo : undos) {
        var _ = session().revert(undo);
      }
      for (Target target : targets) {
        assertThat(residue(target)).as("left behind at the end of the test").isEmpty();
      }
    } finally {
      sessions.forEach(s -> s.context().close());
      for (Target target : targets) {
        removeTarget(target);
      }
    }
  }

  /// The first session that lives.
  final ContractSession session() {
    return sessions.getFirst();
  }

  /// Ends the first session as a crash does.
  final void crash() throws Exception {
    crash(sessions.removeFirst().context());
  }

  /// A session as of another process.
  final ContractSession open() {
    String name = "%08x".formatted(ThreadLocalRandom.current().nextInt());
    InjectorContext context = new InjectorContext(name, runtime());
    ContractSession session =
        new ContractSession(context, provider(), provider().mode().read(parameters()), peers());
    sessions.add(session);
    return session;
  }

  final Target target() throws Exception {
    Target target = freshTarget();
    targets.add(target);
    return target;
  }

  final Undo plan(Target target) throws InjectorException {
    String id = "contract-%08x".formatted(ThreadLocalRandom.current().nextInt());
    Undo undo = session().plan(id, target);
    undos.add(undo);
    return undo;
  }

  final ActiveFault arm(Target target) throws InjectorException {
    return session().apply(plan(target), target);
  }

  final ActiveFault release(Target target) throws InjectorException {
    ActiveFault fault = arm(target);
    fault.release(lease());
    return fault;
  }

  final Duration longerThanTheLease() {
    return lease().multipliedBy(3).dividedBy(2);
  }
}
