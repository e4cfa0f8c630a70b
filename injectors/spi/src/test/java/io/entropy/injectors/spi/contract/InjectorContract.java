package io.entropy.injectors.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import org.junit.jupiter.api.Test;

/// What every injector of faults with a lease promises. An injector's integration test extends this
/// and says, in the hooks of [ContractFixture], how to get a target and how to measure the effect.
public abstract class InjectorContract extends ContractFixture {

  @Test
  void planChangesNothing() throws Exception {
    Target target = target();
    Undo undo = plan(target);
    assertThat(residue(target)).isEmpty();
    assertThat(effectPresent(target)).isFalse();
    assertThat(undo.session()).isEqualTo(session().context().session());
    assertThat(undo.mode()).isEqualTo(provider().mode().name());
    assertThat(undo.targetId()).isEqualTo(target.getId());
  }

  @Test
  void armedFaultHasNoEffect() throws Exception {
    Target target = target();
    ActiveFault fault = arm(target);
    assertThat(fault.verify().active()).isFalse();
    assertThat(effectPresent(target)).isFalse();
  }

  @Test
  void releasedFaultIsVerifiedAndHasItsEffect() throws Exception {
    Target target = target();
    ActiveFault fault = release(target);
    assertThat(fault.verify().active()).as(fault.verify().detail()).isTrue();
    assertThat(fault.mechanism()).isNotBlank();
    assertThat(effectPresent(target)).isTrue();
  }

  @Test
  void otherTargetsAreLeftAlone() throws Exception {
    Target other = target();
    var _ = release(target());
    assertThat(effectPresent(other)).isFalse();
    assertThat(residue(other)).isEmpty();
  }

  @Test
  void effectEndsWithItsLeaseWithoutAnyCall() throws Exception {
    Target target = target();
    ActiveFault fault = release(target);
    pass(longerThanTheLease());
    assertThat(effectPresent(target)).isFalse();
    assertThat(fault.verify().active()).isFalse();
  }

  @Test
  void refreshKeepsTheFault() throws Exception {
    Target target = target();
    ActiveFault fault = release(target);
    for (int i = 0; i < 3; i++) {
      pass(lease().dividedBy(2));
      assertThat(fault.refresh(lease())).isEqualTo(Lease.KEPT);
    }
    assertThat(effectPresent(target)).isTrue();
  }

  @Test
  void refreshedLeaseEndsToo() throws Exception {
    Target target = target();
    ActiveFault fault = release(target);
    assertThat(fault.refresh(lease())).isEqualTo(Lease.KEPT);
    pass(longerThanTheLease());
    assertThat(effectPresent(target)).isFalse();
  }

  @Test
  void lostLeaseIsNeverRevived() throws Exception {
    Target target = target();
    ActiveFault fault = release(target);
    pass(longerThanTheLease());
    assertThat(fault.refresh(lease())).isEqualTo(Lease.LOST);
    assertThat(effectPresent(target)).isFalse();
    assertThat(fault.refresh(lease())).isEqualTo(Lease.LOST);
  }

  @Test
  void takeOverEndsThePreviousFaultAndKeepsTheEffect() throws Exception {
    Target target = target();
    Undo first = plan(target);
    ActiveFault previous = session().apply(first, target);
    previous.release(lease());
    ActiveFault next = arm(target);
    next.takeOver(previous, lease());
    assertThat(previous.verify().active()).isFalse();
    assertThat(next.verify().active()).isTrue();
    assertThat(effectPresent(target)).isTrue();
    assertThat(previous.refresh(lease())).isEqualTo(Lease.LOST);
    var _ = session().revert(first);
    assertThat(next.refresh(lease())).isEqualTo(Lease.KEPT);
    assertThat(effectPresent(target)).isTrue();
  }

  @Test
  void takeOverOfAFaultThatIsOverIsAPlainRelease() throws Exception {
    Target target = target();
    ActiveFault previous = release(target);
    ActiveFault next = arm(target);
    pass(longerThanTheLease());
    next.takeOver(previous, lease());
    assertThat(next.verify().active()).isTrue();
    assertThat(effectPresent(target)).isTrue();
  }

  @Test
  void twoFaultsOnOneTargetAreEachTheirOwn() throws Exception {
    Target target = target();
    Undo first = plan(target);
    Undo second = plan(target);
    session().apply(first, target).release(lease());
    session().apply(second, target).release(lease());
    assertThat(session().revert(first)).isInstanceOf(Reverted.Removed.class);
    assertThat(effectPresent(target)).isTrue();
    assertThat(session().revert(second)).isInstanceOf(Reverted.Removed.class);
    assertThat(effectPresent(target)).isFalse();
  }

  @Test
  void endedFaultHasNoEffectAndItsCountersAreFinal() throws Exception {
    Target target = target();
    ActiveFault fault = release(target);
    assertThat(effectPresent(target)).isTrue();
    fault.end();
    Fidelity ended = fault.observe();
    assertThat(ended.getAchieved()).isNotBlank();
    assertThat(effectPresent(target)).isFalse();
    fault.end();
    assertThat(fault.observe()).isEqualTo(ended);
    assertThat(fault.refresh(lease())).isEqualTo(Lease.LOST);
    assertThat(effectPresent(target)).isFalse();
  }

  @Test
  void observationSaysWhatWasAskedAndWhatWasAchieved() throws Exception {
    Target target = target();
    ActiveFault fault = release(target);
    assertThat(fault.observe().getAsked()).isNotBlank();
    assertThat(effectPresent(target)).isTrue();
    Fidelity seen = fault.observe();
    assertThat(seen.getAchieved()).isNotBlank();
    assertThat(seen.getMeasurementsList()).isNotEmpty();
    assertThat(seen.getMeasurementsList()).allSatisfy(m -> assertThat(m.getUnit()).isNotBlank());
    assertThat(seen.getVerdict()).isNotEqualTo(Fidelity.Verdict.VERDICT_UNSPECIFIED);
  }

  @Test
  void revertRemovesEverythingEvenOfAnActiveFault() throws Exception {
    Target target = target();
    Undo undo = plan(target);
    session().apply(undo, target).release(lease());
    assertThat(session().revert(undo)).isInstanceOf(Reverted.Removed.class);
    assertThat(residue(target)).isEmpty();
    assertThat(effectPresent(target)).isFalse();
  }

  @Test
  void revertTwiceIsFine() throws Exception {
    Target target = target();
    Undo undo = plan(target);
    session().apply(undo, target).release(lease());
    assertThat(session().revert(undo)).isInstanceOf(Reverted.Removed.class);
    assertThat(session().revert(undo)).isInstanceOf(Reverted.Nothing.class);
    assertThat(residue(target)).isEmpty();
  }

  @Test
  void revertOfWhatWasOnlyPlannedFindsNothing() throws Exception {
    Target target = target();
    assertThat(session().revert(plan(target))).isInstanceOf(Reverted.Nothing.class);
  }

  @Test
  void revertWorksFromTheUndoRecordAloneInAnotherProcess() throws Exception {
    Target target = target();
    Undo undo = plan(target);
    session().apply(undo, target).release(lease());
    crash();
    ContractSession another = open();
    assertThat(another.revert(undo)).isNotInstanceOf(Reverted.Inert.class);
    assertThat(residue(target)).isEmpty();
    assertThat(effectPresent(target)).isFalse();
    assertThat(another.revert(undo)).isInstanceOf(Reverted.Nothing.class);
  }
}
