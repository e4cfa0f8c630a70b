package io.entropy.injectors.stress;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.process.NativeProgram;
import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes one mode's faults by processes in the target's cgroups. Any thread.
final class StressInjector implements Injector {
  private static final String TAG = "tag";
  private static final String PROGRAM = "stress";

  private final FailureMode mode;
  private final InjectorContext context;

  StressInjector(FailureMode mode, InjectorContext context) {
    this.mode = mode;
    this.context = context;
  }

  @Override
  public void warm() {
    try {
      String _ = Program.PATH;
    } catch (KernelException _) {
      // The first fault will say so.
    }
  }

  @Override
  public List<MechanismStatus> probe() {
    boolean built = NativeProgram.isBuilt(StressInjector.class, PROGRAM);
    return List.of(
        MechanismStatus.newBuilder()
            .setName("entropy-stress")
            .setAvailable(built)
            .setDetail(
                built
                    ? "containers can be made short of processor, memory and disk"
                    : "it isn't built for " + NativeProgram.architecture())
            .build());
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    TargetProcess process = TargetProcess.of(request.target(), context.runtime());
    var _ = TargetCgroups.procs(process);
    long _ = Room.reserveFor(stress(request), process);
    return new Undo(
        request.injectionId(),
        context.session(),
        mode.name(),
        request.target().getId(),
        process.name(),
        Map.of(TAG, Stressors.newTag()));
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    TargetProcess process = TargetProcess.of(request.target(), context.runtime());
    Stress stress = stress(request);
    Keeper keeper = start(process, stress, undo);
    Reading hello = keeper.last();
    if (hello.verdict() != Reading.Verdict.OK) {
      keeper.close();
      throw failure(process, hello.errno());
    }
    return new StressFault(stress, keeper);
  }

  private static Keeper start(TargetProcess process, Stress stress, Undo undo)
      throws InjectorException {
    List<String> words =
        new ArrayList<>(List.of(undo.details().getOrDefault(TAG, ""), process.containerId()));
    words.add(Integer.toString(process.pid()));
    words.addAll(stress.words(Room.reserveFor(stress, process)));
    TargetCgroups.procs(process).forEach(procs -> words.add(procs.toString()));
    try {
      words.addFirst(Program.PATH);
      return Keeper.start(words);
    } catch (KernelException e) {
      throw new InjectorException(Code.UNSUPPORTED, String.valueOf(e.getMessage()), e);
    }
  }

  private static InjectorException failure(TargetProcess process, int errno) {
    Code code =
        switch (errno) {
          case Reading.ESRCH, Reading.ENODEV -> Code.TARGET_GONE;
          case Reading.EPERM -> Code.UNSUPPORTED;
          case Reading.ENOENT, Reading.ENOTDIR, Reading.EACCES, Reading.EROFS, Reading.ENOSPC ->
              Code.REFUSED;
          default -> Code.FAILED;
        };
    String what = errno == Reading.EROFS ? "EROFS" : Errno.name(errno);
    return new InjectorException(
        code, "processes can't be put to work in %s (%s)".formatted(process.name(), what));
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    try {
      int killed = Stressors.kill(undo.details().getOrDefault(TAG, ""));
      return killed > 0
          ? new Reverted.Removed()
          : new Reverted.Nothing("none of its processes is there");
    } catch (IllegalStateException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InjectorException(Code.FAILED, "interrupted", e);
    }
  }

  private Stress stress(InjectionRequest request) {
    return Stress.of(mode, request.parameters());
  }

  private static final class Program {
    static final String PATH = NativeProgram.load(StressInjector.class, PROGRAM);
  }
}
