package io.entropy.agent.remote;

import static io.entropy.agent.remote.SessionFixture.injections;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.Report;
import io.entropy.api.v1.SessionRequest;
import io.entropy.injectors.spi.fake.FakeTargets;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RemoteSessionTest {
  private final SessionFixture f = new SessionFixture();

  @AfterEach
  void close() {
    f.close();
  }

  @Test
  void registersItsNodeAndTellsOfAllTargets() throws Exception {
    FakeManager a = f.start("a");
    f.join();
    SessionRequest request = a.registered().getFirst();
    assertThat(request.getNodeId()).isEqualTo("node-1");
    assertThat(request.getName()).isEqualTo("host1");
    assertThat(request.getProtocol()).isEqualTo(Registration.PROTOCOL);
    assertThat(request.getLabelsMap()).containsEntry("zone", "east");
    assertThat(a.reports().getFirst().getTargets().getTargetsList())
        .extracting(target -> target.getSpec().getName())
        .containsExactly("voter");
    assertThat(f.events()).containsExactly("joined a");
  }

  @Test
  void reportsInOrderWhatHappensWithinATenthOfASecond() throws Exception {
    FakeManager a = f.start("a");
    f.join();
    int before = a.batches().size();
    f.report("i", InjectionState.READY);
    f.report("i", InjectionState.RUNNING);
    f.advance(Duration.ofMillis(99));
    assertThat(a.batches()).hasSize(before);
    f.advance(Duration.ofMillis(100));
    assertThat(a.batches()).hasSize(before + 1);
    assertThat(injections(a)).containsExactly("i READY", "i RUNNING");
  }

  @Test
  void keepsWhatNobodyTookForTheNextManager() throws Exception {
    f.start("a");
    f.join();
    f.kill("a");
    f.report("i", InjectionState.RUNNING);
    f.session.reportTarget(FakeTargets.running("shop", Map.of()));
    f.report("i", InjectionState.COMPLETE);
    f.advance(Duration.ofSeconds(3));
    FakeManager b = f.start("b");
    f.advance(Duration.ofSeconds(5));
    assertThat(injections(b)).containsExactly("i RUNNING", "i COMPLETE");
    assertThat(b.reports().getFirst().getTargets().getTargetsList())
        .extracting(target -> target.getSpec().getName())
        .containsExactly("voter", "shop");
    assertThat(b.reports()).noneMatch(Report::hasTarget);
  }

  @Test
  void sendsAgainWhatWasNotAcknowledged() throws Exception {
    FakeManager a = f.start("a");
    f.join();
    a.hang();
    f.report("i", InjectionState.RUNNING);
    f.advance(Duration.ofMillis(100));
    FakeManager b = f.start("b");
    f.kill("a");
    f.report("i", InjectionState.COMPLETE);
    f.advance(Duration.ofSeconds(2));
    assertThat(injections(b)).containsExactly("i RUNNING", "i COMPLETE");
  }

  @Test
  void triesManagersThatItWasToldOf() throws Exception {
    f.start("a", "c:1");
    f.join();
    FakeManager c = f.start("c");
    f.kill("a");
    f.advance(Duration.ofSeconds(3));
    assertThat(c.registered()).hasSize(1);
    assertThat(f.events()).startsWith("joined a", "lost a").endsWith("joined c");
  }

  @Test
  void isAliveFromItsRegistrationUntilTheManagerIsLost() throws Exception {
    f.start("a");
    assertThat(f.session.isAlive()).isFalse();
    f.join();
    assertThat(f.session.isAlive()).isTrue();
    f.advance(Duration.ofMinutes(1));
    assertThat(f.session.isAlive()).isTrue();
    f.kill("a");
    assertThat(f.session.isAlive()).isFalse();
    f.start("a");
    f.advance(Duration.ofSeconds(63));
    assertThat(f.session.isAlive()).isTrue();
  }

  @Test
  void leavesAManagerThatAnswersNoHeartbeat() throws Exception {
    FakeManager a = f.start("a");
    FakeManager b = f.start("b");
    f.join();
    a.hang();
    f.advance(Duration.ofSeconds(9));
    assertThat(f.session.isAlive()).isTrue();
    f.advance(Duration.ofMillis(11_900));
    assertThat(a.heartbeats()).isEqualTo(1);
    assertThat(b.registered()).hasSize(1);
    assertThat(f.events()).containsExactly("joined a", "lost a", "joined b");
  }

  @Test
  void leavesAManagerThatDoesNotEvenTakeIt() throws Exception {
    f.start("a").hang();
    FakeManager b = f.start("b");
    f.join();
    f.advance(Duration.ofMillis(3_200));
    assertThat(b.registered()).hasSize(1);
    assertThat(f.events()).containsExactly("no a", "joined b");
  }

  @Test
  void aManagerThatHangsDoesNotKeepItFromTheOthersForLong() throws Exception {
    FakeManager a = f.start("a");
    FakeManager b = f.start("b");
    b.refuse(Status.UNAVAILABLE.withDescription("a leads"));
    f.join();
    a.hang();
    f.advance(Duration.ofSeconds(14));
    assertThat(f.events()).startsWith("joined a", "lost a", "no b");
    f.kill("b");
    FakeManager leads = f.start("b");
    f.advance(Duration.ofSeconds(15));
    assertThat(leads.registered()).hasSize(1);
  }

  @Test
  void givesUpOnlyTheReportThatIsNotWanted() throws Exception {
    FakeManager a = f.start("a");
    f.join();
    a.refuseReports(report -> report.getInjection().getId().equals("theirs"));
    f.report("one", InjectionState.RUNNING);
    f.report("theirs", InjectionState.RUNNING);
    f.report("two", InjectionState.RUNNING);
    f.advance(Duration.ofSeconds(2));
    assertThat(injections(a)).containsExactly("one RUNNING", "two RUNNING");
    assertThat(f.events()).containsExactly("joined a");
  }

  @Test
  void endsForGoodWhereItIsRefused() throws Exception {
    f.start("a").refuse(Status.FAILED_PRECONDITION.withDescription("protocol 2 is spoken here"));
    f.join();
    assertThat(f.session.awaitRefusal().orElseThrow()).contains("a:1", "protocol 2");
    assertThat(f.session.isAlive()).isFalse();
  }

  @Test
  void triesAnotherWhereNobodyLeads() throws Exception {
    f.start("a").refuse(Status.UNAVAILABLE.withDescription("b leads"));
    FakeManager b = f.start("b");
    f.join();
    f.advance(Duration.ofMillis(200));
    assertThat(b.registered()).hasSize(1);
  }

  @Test
  void deliversWhatWaitsBeforeItLeaves() throws Exception {
    FakeManager a = f.start("a");
    f.join();
    f.session.reportInjection("i", status(InjectionState.COMPLETE));
    f.session.close();
    assertThat(injections(a)).containsExactly("i COMPLETE");
    assertThat(f.session.awaitRefusal()).isEmpty();
  }

  @Test
  void saysHowMuchNobodyTookWhenItLeaves() {
    f.join();
    f.session.close();
    assertThat(f.events().getLast()).startsWith("undelivered");
  }

  private static InjectionStatus status(InjectionState state) {
    return InjectionStatus.newBuilder().setState(state).build();
  }

  @Test
  void handsOverAssignmentsWithTheirTimesRemaining() throws Exception {
    FakeManager a = f.start("a");
    f.join();
    a.assign(FakeManager.complete("1", "i", "j"));
    a.assign(FakeManager.then("1", "2", "k"));
    f.time.awaitIdle();
    assertThat(f.sink.told()).isEqualTo(List.of("complete [i, j]", "assign k"));
    assertThat(f.sink.assignments())
        .allSatisfy(assignment -> {
          assertThat(assignment.beginsIn()).isEqualTo(Duration.ofSeconds(1));
          assertThat(assignment.timeLeft()).isEqualTo(Duration.ofSeconds(3));
        });
  }

  @Test
  void asksForAllAssignmentsAfterAGap() throws Exception {
    FakeManager a = f.start("a");
    f.join();
    a.assign(FakeManager.complete("1", "i"));
    a.assign(FakeManager.then("2", "3", "k"));
    f.time.awaitIdle();
    assertThat(a.assignmentStreams()).isEqualTo(2);
    a.assign(FakeManager.complete("3", "i", "k"));
    f.time.awaitIdle();
    assertThat(f.sink.told()).isEqualTo(List.of("complete [i]", "complete [i, k]"));
    assertThat(f.events()).containsExactly("joined a");
  }

  @Test
  void asksForAllAssignmentsWhenTheirStreamEnds() throws Exception {
    FakeManager a = f.start("a");
    f.join();
    a.assign(FakeManager.complete("1", "i"));
    a.endAssignments();
    f.time.awaitIdle();
    assertThat(a.assignmentStreams()).isEqualTo(2);
    assertThat(f.events()).containsExactly("joined a");
  }
}
