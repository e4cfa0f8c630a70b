package io.entropy.injectors.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/// The contract of instant injectors is worth something: one that breaks a promise fails its test.
class InstantContractTest {

  static class Sound extends FakeInstantContract {}

  static class ApplyDoesIt extends FakeInstantContract {
    @Override
    Injector flaw(Injector sound) {
      return new Flawed.OneInjector(sound) {
        @Override
        public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
          ActiveFault fault = super.apply(request, undo);
          fault.release(Duration.ofSeconds(1));
          return fault;
        }
      };
    }
  }

  static class HitsAllTargets extends FakeInstantContract {
    @Override
    protected boolean effectPresent(Target target) {
      return !done.isEmpty();
    }
  }

  static class RevertTakesItBack extends FakeInstantContract {
    @Override
    Injector flaw(Injector sound) {
      return new Flawed.OneInjector(sound) {
        @Override
        public Reverted revert(Undo undo) {
          return done.remove(undo.targetId())
              ? new Reverted.Removed()
              : new Reverted.Nothing("it isn't there");
        }
      };
    }
  }

  @Test
  void aSoundOneKeepsItAndBrokenOnesDont() {
    Events sound = run(Sound.class);
    assertThat(sound.succeeded().count()).isEqualTo(sound.started().count()).isEqualTo(3);
    assertThat(failing(ApplyDoesIt.class)).contains("nothingHappensBeforeItsRelease");
    assertThat(failing(HitsAllTargets.class))
        .containsExactly("releasedItIsDoneVerifiedAndMeasuredAndNothingElseIs");
    assertThat(failing(RevertTakesItBack.class))
        .containsExactly("doneItStaysDoneWhoeverEndsOrRevertsItAndHoweverOften");
  }

  private static List<String> failing(Class<?> contract) {
    return run(contract)
        .failed()
        .map(e -> e.getTestDescriptor().getDisplayName())
        .map(name -> name.replace("()", ""))
        .toList();
  }

  private static Events run(Class<?> contract) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(contract))
        .execute()
        .testEvents();
  }
}
