package io.entropy.injectors.gcpause.jvm;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.api.v1.Target;
import io.entropy.injectors.gcpause.jvm.GcPauseMode.Method;
import io.entropy.injectors.gcpause.pause.ContainerPauses;
import io.entropy.injectors.gcpause.pause.PauseMode;
import io.entropy.injectors.gcpause.standstill.Claim;
import io.entropy.injectors.gcpause.standstill.Removal;
import io.entropy.injectors.gcpause.standstill.Standstills;
import io.entropy.injectors.kernel.hotspot.AgentFiles;
import io.entropy.injectors.kernel.hotspot.HotSpotException;
import io.entropy.injectors.kernel.hotspot.JavaProcess;
import io.entropy.injectors.kernel.hotspot.Stopper;
import io.entropy.injectors.kernel.hotspot.Technique;
import io.entropy.injectors.kernel.process.NativeProgram;
import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.kernel.process.Watchdogs;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes JVMs stand still by a pause of their own, or their containers by the freezer where that is
/// asked for. Any thread.
final class GcPauseInjector implements Injector {
  private final InjectorContext context;
  private final Standstills standstills;
  private final ContainerPauses containers;

  GcPauseInjector(InjectorContext context) {
    this.context = context;
    this.standstills = context.shared(Standstills.class, _ -> new Standstills());
    this.containers = new ContainerPauses(GcPauseMode.MODE, context);
  }

  @Override
  public List<MechanismStatus> probe() {
    return Arrays.stream(Technique.values())
        .map(technique ->
            MechanismStatus.newBuilder()
                .setName(technique.label())
                .setAvailable(technique.isBuilt())
                .setDetail(
                    technique.isBuilt()
                        ? "pauses HotSpot JVMs"
                        : "it isn't built for " + NativeProgram.architecture())
                .build())
        .toList();
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    Method method = request.parameters().get(GcPauseMode.METHOD);
    Optional<Technique> technique = method.technique();
    return technique.isPresent()
        ? planOnceStarted(request, technique.get())
        : containers.plan(request, Optional.of(PauseMode.Method.FREEZER));
  }

  /// A container that has just started, perhaps again, isn't a JVM yet, or not one that can be
  /// attached to.
  private Undo planOnceStarted(InjectionRequest request, Technique technique)
      throws InjectorException {
    while (true) {
      try {
        return planPause(request, technique);
      } catch (InjectorException e) {
        if (e.code() != Code.REFUSED || !mayBeStarting(request.target())) {
          throw e;
        }
        pauseBriefly();
      }
    }
  }

  private static boolean mayBeStarting(Target target) {
    return ProcessId.of(target.getStatus().getPid()).filter(JavaProcess::mayBeStarting).isPresent();
  }

  private static void pauseBriefly() throws InjectorException {
    try {
      Thread.sleep(10);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InjectorException(Code.FAILED, "interrupted while the container was starting");
    }
  }

  private Undo planPause(InjectionRequest request, Technique technique) throws InjectorException {
    Target target = request.target();
    JavaProcess jvm = ContainerJvm.of(target, context.runtime());
    try {
      AgentFiles files = Stopper.plan(jvm, context.session(), technique);
      return new Undo(
          request.injectionId(),
          context.session(),
          GcPauseMode.MODE.name(),
          target.getId(),
          target.getSpec().getName(),
          new GcPauseUndo(jvm.id(), files).details());
    } catch (HotSpotException e) {
      throw StoppedJvm.failure(jvm, e.isRefused() ? e.or(wouldDo(jvm)) : e);
    }
  }

  /// The methods that have no obstacle.
  private static String wouldDo(JavaProcess jvm) {
    return Arrays.stream(Method.values())
        .filter(method -> method.technique().flatMap(t -> obstacle(jvm, t)).isEmpty())
        .map(Method::typed)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> obstacle(JavaProcess jvm, Technique technique) {
    try {
      AgentFiles _ = Stopper.plan(jvm, "00000000", technique);
      return Optional.empty();
    } catch (HotSpotException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    Optional<Duration> time = Optional.of(request.parameters().get(GcPauseMode.TIME));
    if (request.parameters().get(GcPauseMode.METHOD) == Method.FREEZER) {
      return containers.arm(undo, new Claim("every process stands still", time));
    }
    GcPauseUndo own = GcPauseUndo.of(undo.details());
    JavaProcess jvm =
        JavaProcess.of(own.jvm())
            .filter(found -> found.id().isAlive())
            .orElseThrow(() -> new InjectorException(Code.TARGET_GONE, "the JVM has ended"));
    return standstills.arm(
        key(own),
        undo.injectionId(),
        new Claim("the JVM stands still", time),
        () -> StoppedJvm.load(jvm, own.files(), undo.targetId()));
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    if (!GcPauseUndo.isOne(undo.details())) {
      return containers.revert(undo);
    }
    GcPauseUndo own = GcPauseUndo.of(undo.details());
    if (undo.session().equals(context.session())) {
      Removal removal = standstills.remove(key(own), undo.injectionId());
      if (removal == Removal.REMOVED || removal == Removal.LAST) {
        return new Reverted.Removed();
      }
      if (standstills.has(key(own))) {
        return new Reverted.Nothing("it isn't there");
      }
    }
    return delete(undo, own);
  }

  private static Reverted delete(Undo undo, GcPauseUndo own) throws InjectorException {
    boolean watched = own.files().technique() == Technique.HEAP_DUMP && endWatchdog(undo);
    Optional<JavaProcess> jvm = JavaProcess.of(own.jvm()).filter(found -> found.id().isAlive());
    if (jvm.isEmpty()) {
      return new Reverted.Nothing("the JVM has ended");
    }
    try {
      return own.files().delete(jvm.get()) || watched
          ? new Reverted.Removed()
          : new Reverted.Nothing("it isn't there");
    } catch (IOException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean endWatchdog(Undo undo) throws InjectorException {
    try {
      return Watchdogs.end(undo.session(), undo.targetId()) > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InjectorException(Code.FAILED, "interrupted", e);
    }
  }

  private static String key(GcPauseUndo own) {
    ProcessId jvm = own.jvm();
    return "jvm %d %d %s".formatted(jvm.pid(), jvm.started(), own.files().technique());
  }
}
