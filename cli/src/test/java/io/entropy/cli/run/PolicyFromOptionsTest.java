package io.entropy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.Violation;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.RestartBehavior;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PolicyFromOptionsTest {
  private final Violations violations = new Violations();

  private FailurePolicySpec read(String... typed) {
    PolicyOptions options = CommandLine.populateCommand(new PolicyOptions(), typed);
    return new PolicyFromOptions(options, violations).read(new SplittableRandom(1));
  }

  @Test
  void readsTheExampleOfTheReadme() {
    FailurePolicySpec spec =
        read("-f", "1s", "-p", ".1", "-t", "servicename=voter", "recv_drop", "percent=30");
    assertThat(violations.isEmpty()).isTrue();
    assertThat(ProtoTime.fromProto(spec.getFrequency())).isEqualTo(Duration.ofSeconds(1));
    assertThat(spec.getProbability()).isEqualTo(.1);
    assertThat(spec.getFailure().getMode()).isEqualTo("recv_drop");
    assertThat(spec.getFailure().getParametersMap()).containsExactly(Map.entry("percent", "30"));
    assertThat(spec.getTarget().getRequirementsList())
        .containsExactly(
            Requirement.newBuilder()
                .setKey("servicename")
                .setOperator(Requirement.Operator.EQUALS)
                .addValues("voter")
                .build());
  }

  @Test
  void whatIsNotTypedHasItsDefault() {
    FailurePolicySpec spec = read("-t", "app", "recv_drop");
    assertThat(ProtoTime.fromProto(spec.getFrequency())).isEqualTo(Duration.ofSeconds(1));
    assertThat(spec.getProbability()).isEqualTo(1);
    assertThat(spec.hasDuration()).as("lasts as long as the frequency").isFalse();
    assertThat(spec.getName()).as("called like its mode").isEqualTo("recv_drop");
    assertThat(spec.getOnRestart()).isEqualTo(RestartBehavior.FOLLOW);
    assertThat(spec.getBlastRadius().hasLimit()).isFalse();
    assertThat(spec.getBlastRadius().hasMinHealthy()).isFalse();
  }

  @Test
  void drawsASeedThatIsEasilyTypedAgainUnlessOneWasTyped() {
    long drawn = read("-t", "app", "recv_drop").getSeed();
    assertThat(drawn).isBetween(1L, 999_999_999L);
    assertThat(read("-t", "app", "--seed", "" + drawn, "recv_drop").getSeed()).isEqualTo(drawn);
    assertThat(read("-t", "app", "--seed", "0", "recv_drop").getSeed()).isZero();
  }

  @Test
  void readsTheBlastRadiusInCountsAndPercent() {
    var radius = read("-t", "a", "--limit", "2", "--min-healthy", "60%", "x").getBlastRadius();
    assertThat(radius.getLimit().getCount()).isEqualTo(2);
    assertThat(radius.getMinHealthy().getPercent()).isEqualTo(60);
  }

  @Test
  void gathersEverySelectorAndExclusion() {
    var target =
        read(
                "-t",
                "a=b",
                "-t",
                "c",
                "--exclude",
                "d",
                "--exclude",
                "e=f,g",
                "--project",
                "shop",
                "--container",
                "re2:^web",
                "x")
            .getTarget();
    assertThat(target.getRequirementsList())
        .extracting(Requirement::getKey)
        .containsExactly("a", "c");
    assertThat(target.getExcludeList()).hasSize(2);
    assertThat(target.getExclude(1).getRequirementsList()).hasSize(2);
    assertThat(target.getProject()).isEqualTo("shop");
    assertThat(target.getContainer()).isEqualTo("re2:^web");
    assertThat(violations.isEmpty()).isTrue();
  }

  @Test
  void aProjectOrAContainerIsSelectionEnough() {
    read("--project", "shop", "x");
    read("--container", "web", "x");
    assertThat(violations.isEmpty()).isTrue();
  }

  @Test
  void refusesToMeanEveryContainerOfTheHost() {
    read("recv_drop");
    assertThat(violations.toList()).extracting(Violation::field).containsExactly("--target");
    read("--exclude", "app", "recv_drop");
    assertThat(violations.toList()).hasSize(2);
  }

  @Test
  void notesEveryMistakeWithTheOptionItIsIn() {
    read(
        "-f",
        "1",
        "-d",
        "9ms",
        "-p",
        "7",
        "-t",
        "a in",
        "--exclude",
        "=",
        "--container",
        "re2:",
        "--limit",
        "many",
        "--min-healthy",
        "-1",
        "--seed",
        "x",
        "--on-restart",
        "never",
        "m");
    assertThat(violations.toList())
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "--frequency",
            "--duration",
            "--probability",
            "--target",
            "--exclude",
            "--container",
            "--limit",
            "--min-healthy",
            "--seed",
            "--on-restart");
  }

  @Test
  void parametersAreWrittenKeyEqualsValue() {
    var failure = read("-t", "a", "m", "30", "=3", "k=", "v=1=2", "v=3").getFailure();
    assertThat(failure.getParametersMap()).containsOnly(Map.entry("k", ""), Map.entry("v", "1=2"));
    assertThat(violations.toList()).extracting(Violation::field).containsExactly("30", "=3", "v=3");
  }
}
