package io.entropy.injectors.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode.Span;
import org.junit.jupiter.api.Test;

/// What every injector of faults that are over once they're done promises, by the same hooks as
/// [InjectorContract]. Here the effect is what stays, and residue is anything else.
public abstract class InstantContract extends ContractFixture {

  @Test
  void nothingHappensBeforeItsRelease() throws Exception {
    Target target = target();
    Undo undo = plan(target);
    assertThat(provider().mode().span()).isEqualTo(Span.INSTANT);
    assertThat(undo.session()).isEqualTo(session().context().session());
    assertThat(undo.mode()).isEqualTo(provider().mode().name());
    assertThat(undo.targetId()).isEqualTo(target.getId());
    assertThat(undo.details()).isEmpty();
    ActiveFault fault = session().apply(undo, target);
    assertThat(fault.verify().active()).isFalse();
    assertThat(fault.observe().getAsked()).isNotBlank();
    fault.end();
    assertThat(session().revert(undo)).isInstanceOf(Reverted.Nothing.class);
    assertThat(effectPresent(target)).isFalse();
    assertThat(residue(target)).isEmpty();
  }

  @Test
  void releasedItIsDoneVerifiedAndMeasuredAndNothingElseIs() throws Exception {
    Target target = target();
    Target other = target();
    ActiveFault fault = release(target);
    assertThat(fault.verify().active()).as(fault.verify().detail()).isTrue();
    assertThat(fault.mechanism()).isNotBlank();
    assertThat(effectPresent(target)).isTrue();
    assertThat(effectPresent(other)).isFalse();
    Fidelity seen = fault.observe();
    assertThat(seen.getAsked()).isNotBlank();
    assertThat(seen.getAchieved()).isNotBlank();
    assertThat(seen.getMeasurementsList()).isNotEmpty();
    assertThat(seen.getMeasurementsList()).allSatisfy(m -> assertThat(m.getUnit()).isNotBlank());
    assertThat(seen.getVerdict()).isEqualTo(Fidelity.Verdict.AS_ASKED);
  }

  @Test
  void doneItStaysDoneWhoeverEndsOrRevertsItAndHoweverOften() throws Exception {
    Target target = target();
    Undo undo = plan(target);
    ActiveFault fault = session().apply(undo, target);
    fault.release(lease());
    Fidelity seen = fault.observe();
    assertThat(fault.refresh(lease())).as("there is no lease to keep").isEqualTo(Lease.LOST);
    fault.end();
    fault.end();
    assertThat(session().revert(undo)).isInstanceOf(Reverted.Nothing.class);
    crash();
    ContractSession another = open();
    assertThat(another.revert(undo)).isInstanceOf(Reverted.Nothing.class);
    assertThat(another.revert(undo)).isInstanceOf(Reverted.Nothing.class);
    assertThat(fault.observe()).isEqualTo(seen);
    assertThat(effectPresent(target)).isTrue();
    assertThat(residue(target)).isEmpty();
  }
}
