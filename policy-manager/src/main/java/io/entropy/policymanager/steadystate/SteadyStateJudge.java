package io.entropy.policymanager.steadystate;

import io.entropy.policymanager.steadystate.Phase.Baselining;
import io.entropy.policymanager.steadystate.Phase.Deviated;
import io.entropy.policymanager.steadystate.Phase.NotHealthy;
import io.entropy.policymanager.steadystate.Phase.Steady;
import java.util.Optional;

/// The judgement on one probe's samples: a pure state machine, samples in, changes out.
///
/// It begins with a control period, in which there must be no faults: `baselineGood` good samples
/// in a row within `baselineTries` samples, or the system wasn't healthy to begin with. From then
/// on `deviatedAfter` bad ones in a row are a deviation, and `recoveredAfter` good ones in a row
/// end it; shorter runs change nothing.
public record SteadyStateJudge(Hysteresis hysteresis, Phase phase) {

  /// What a sample brought to light.
  public enum Change {
    BASELINED,
    NOT_HEALTHY_TO_BEGIN_WITH,
    DEVIATED,
    RECOVERED
  }

  /// What a sample led to.
  ///
  /// @param next the judge for the next sample
  public record Judged(SteadyStateJudge next, Optional<Change> change) {}

  public static SteadyStateJudge start(Hysteresis hysteresis) {
    return new SteadyStateJudge(hysteresis, new Baselining(0, 0));
  }

  public Judged judge(boolean good) {
    return switch (phase) {
      case Baselining(int seen, int goodRun) -> baselining(seen + 1, good ? goodRun + 1 : 0);
      case NotHealthy same -> stays(same);
      case Steady(long seen, int badRun, boolean deviated) ->
          steady(seen + 1, good ? 0 : badRun + 1, deviated);
      case Deviated(int goodRun) -> deviated(good ? goodRun + 1 : 0);
    };
  }

  /// What is to be said if this was the last sample.
  public Verdict verdict() {
    return switch (phase) {
      case Baselining _, NotHealthy _ -> Verdict.INCONCLUSIVE;
      case Deviated _ -> Verdict.DEVIATED;
      case Steady(long seen, int _, boolean deviated) ->
          deviated
              ? Verdict.DEVIATED_AND_RECOVERED
              : seen == 0 ? Verdict.INCONCLUSIVE : Verdict.HELD;
    };
  }

  private Judged baselining(int seen, int goodRun) {
    if (goodRun == hysteresis.baselineGood()) {
      return becomes(new Steady(0, 0, false), Change.BASELINED);
    }
    return seen == hysteresis.baselineTries()
        ? becomes(new NotHealthy(), Change.NOT_HEALTHY_TO_BEGIN_WITH)
        : stays(new Baselining(seen, goodRun));
  }

  private Judged steady(long seen, int badRun, boolean deviated) {
    return badRun == hysteresis.deviatedAfter()
        ? becomes(new Deviated(0), Change.DEVIATED)
        : stays(new Steady(seen, badRun, deviated));
  }

  private Judged deviated(int goodRun) {
    return goodRun == hysteresis.recoveredAfter()
        ? becomes(new Steady(0, 0, true), Change.RECOVERED)
        : stays(new Deviated(goodRun));
  }

  private Judged stays(Phase next) {
    return new Judged(new SteadyStateJudge(hysteresis, next), Optional.empty());
  }

  private Judged becomes(Phase next, Change change) {
    return new Judged(new SteadyStateJudge(hysteresis, next), Optional.of(change));
  }
}
