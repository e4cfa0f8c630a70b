package io.entropy.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.v1.FailurePolicySpec;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PolicyFileTest {
  private static final String FLAKY =
      """
      name: flaky
      target:
        requirements:
          - {key: app, operator: EQUALS, values: [shop]}
      failure:
        mode: recv_drop
        parameters: {percent: "30"}
      frequency: 1s
      probability: 0.1
      blastRadius:
        limit: {count: 1}
      """;

  private static List<FailurePolicySpec> parse(String text) throws Exception {
    return PolicyFile.parse("policies.yml", text);
  }

  @Test
  void readsWhatTheApiCallsIt() throws Exception {
    FailurePolicySpec policy = parse(FLAKY).getFirst();
    assertThat(policy.getName()).isEqualTo("flaky");
    assertThat(policy.getTarget().getRequirements(0).getValuesList()).containsExactly("shop");
    assertThat(policy.getFailure().getParametersMap()).containsEntry("percent", "30");
    assertThat(policy.getFrequency().getSeconds()).isEqualTo(1);
    assertThat(policy.getProbability()).isEqualTo(.1);
    assertThat(policy.getBlastRadius().getLimit().getCount()).isEqualTo(1);
  }

  @Test
  void readsEveryDocument() throws Exception {
    assertThat(parse(FLAKY + "---\n" + FLAKY.replace("flaky", "other")))
        .extracting(FailurePolicySpec::getName)
        .containsExactly("flaky", "other");
  }

  @Test
  void readsBackWhatIsShown() throws Exception {
    FailurePolicySpec policy = parse(FLAKY).getFirst();
    assertThat(parse(ObjectPrinter.yaml(policy))).containsExactly(policy);
  }

  @Test
  void namesEveryUnknownFieldWithItsLineAndTheNearest() {
    String wrong = FLAKY.replace("probability", "probabillity").replace("key:", "kee:");
    assertThatThrownBy(() -> parse(wrong))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("line 4")
        .hasMessageContaining("`kee`")
        .hasMessageContaining("line 9")
        .hasMessageContaining("did you mean `probability`");
  }

  @Test
  void namesAFieldThatIsGivenTwice() {
    assertThatThrownBy(() -> parse(FLAKY + "probability: 0.5\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void saysWhichPolicyHasAValueThatIsNone() {
    assertThatThrownBy(() -> parse(FLAKY.replace("0.1", "often")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("often");
  }

  @Test
  void saysWhereItIsNoYaml() {
    assertThatThrownBy(() -> parse("name: [flaky"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("policies.yml, line");
  }

  @Test
  void wantsANameForEachAndEachOnce() {
    assertThatThrownBy(() -> parse("probability: 1\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no name");
    assertThatThrownBy(() -> parse(FLAKY + "---\n" + FLAKY))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("two policies");
  }
}
