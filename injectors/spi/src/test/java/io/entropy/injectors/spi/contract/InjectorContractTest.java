package io.entropy.injectors.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/// The contract is worth something: an injector that breaks a promise fails the test of it.
class InjectorContractTest {

  static class Sound extends FakeInjectorContract {}

  @ParameterizedTest
  @MethodSource
  void catchesInjectorsThatBreakIt(Class<?> broken, List<String> failing) {
    assertThat(names(run(broken).failed())).containsAll(failing);
  }

  static Stream<Arguments> catchesInjectorsThatBreakIt() {
    return Stream.of(
        caught(
            BrokenFaults.LeaseNeverEnds.class,
            "effectEndsWithItsLeaseWithoutAnyCall",
            "lostLeaseIsNeverRevived"),
        caught(BrokenFaults.RefreshIsForever.class, "refreshedLeaseEndsToo"),
        caught(
            BrokenFaults.RefreshDoesNothing.class,
            "refreshKeepsTheFault",
            "lostLeaseIsNeverRevived"),
        caught(BrokenFaults.LostLeaseIsRevived.class, "lostLeaseIsNeverRevived"),
        caught(BrokenFaults.ReleaseDoesNothing.class, "releasedFaultIsVerifiedAndHasItsEffect"),
        caught(
            BrokenFaults.TakeOverLeavesThePreviousOne.class,
            "takeOverEndsThePreviousFaultAndKeepsTheEffect"),
        caught(
            BrokenFaults.TakeOverLeavesAGap.class,
            "takeOverEndsThePreviousFaultAndKeepsTheEffect",
            "takeOverOfAFaultThatIsOverIsAPlainRelease"),
        caught(BrokenFaults.EndDoesNothing.class, "endedFaultHasNoEffectAndItsCountersAreFinal"),
        caught(
            BrokenFaults.ObservationIsEmpty.class, "observationSaysWhatWasAskedAndWhatWasAchieved"),
        caught(BrokenInjectors.PlanChangesSomething.class, "planChangesNothing"),
        caught(BrokenInjectors.ArmedFaultIsActive.class, "armedFaultHasNoEffect"),
        caught(
            BrokenInjectors.RevertDoesNothing.class,
            "revertRemovesEverythingEvenOfAnActiveFault",
            "armedFaultHasNoEffect"),
        caught(BrokenInjectors.SecondRevertFails.class, "revertTwiceIsFine"),
        caught(
            BrokenInjectors.RevertKnowsOnlyItsOwn.class,
            "revertWorksFromTheUndoRecordAloneInAnotherProcess"));
  }

  @Test
  void everyPromiseIsBrokenBySomeInjectorAndKeptByASoundOne() {
    Events sound = run(Sound.class);
    List<String> broken =
        catchesInjectorsThatBreakIt()
            .map(a -> (Class<?>) a.get()[0])
            .flatMap(c -> names(run(c).failed()).stream())
            .distinct()
            .toList();
    assertThat(sound.succeeded().count()).isEqualTo(sound.started().count()).isPositive();
    assertThat(broken).containsAll(names(sound.started()));
  }

  private static Arguments caught(Class<?> broken, String... failing) {
    return arguments(broken, List.of(failing));
  }

  private static Events run(Class<?> contract) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(contract))
        .execute()
        .testEvents();
  }

  private static List<String> names(Events events) {
    return events.map(InjectorContractTest::name).toList();
  }

  private static String name(Event event) {
    return event.getTestDescriptor().getDisplayName().replace("()", "");
  }
}
