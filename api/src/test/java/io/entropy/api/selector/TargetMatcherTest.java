package io.entropy.api.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.TextException;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.Selector;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import io.entropy.api.v1.TargetSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetMatcherTest {
  private static final Target VOTER =
      container("voter-1", Map.of("servicename", "voter", "env", "prod", "empty", ""));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "servicename|true",
        "empty|true",
        "absent|false",
        "!absent|true",
        "!servicename|false",
        "servicename=voter|true",
        "servicename=other|false",
        "empty=|true",
        "absent=|false",
        "servicename!=voter|false",
        "servicename!=other|true",
        "absent!=x|true",
        "env in (test,prod)|true",
        "env in (test)|false",
        "absent in (x)|false",
        "servicename=voter,env=prod|true",
        "servicename=voter,env=test|false",
      })
  void everyRequirementHasToHold(String selector, boolean expected) throws TextException {
    var wanted = TargetSelector.newBuilder().addAllRequirements(Selectors.read(selector));
    assertThat(TargetMatcher.of(wanted.build()).test(VOTER)).isEqualTo(expected);
  }

  @Test
  void nothingSetMatchesEveryContainer() {
    assertThat(TargetMatcher.of(TargetSelector.getDefaultInstance()).test(VOTER)).isTrue();
  }

  @Test
  void anyExcludeLeavesTheContainerOut() throws TextException {
    TargetSelector.Builder wanted =
        TargetSelector.newBuilder()
            .addAllRequirements(Selectors.read("servicename=voter"))
            .addExclude(Selectors.readSelector("env=test"))
            .addExclude(Selector.getDefaultInstance());
    assertThat(TargetMatcher.of(wanted.build()).test(VOTER)).isTrue();
    wanted.addExclude(Selectors.readSelector("env=prod,servicename"));
    assertThat(TargetMatcher.of(wanted.build()).test(VOTER)).isFalse();
  }

  @Test
  void projectIsTheComposeProject() {
    Target shop = container("a", Map.of("com.docker.compose.project", "shop"));
    TargetMatcher matcher =
        TargetMatcher.of(TargetSelector.newBuilder().setProject("shop").build());
    assertThat(matcher.test(shop)).isTrue();
    assertThat(matcher.test(VOTER)).isFalse();
  }

  @Test
  void containerNameHasToMatchToo() {
    assertThat(named("voter-1").test(VOTER)).isTrue();
    assertThat(named("voter-2").test(VOTER)).isFalse();
    assertThat(named("re2:^voter").test(VOTER)).isTrue();
  }

  @Test
  void entropysOwnContainersAreTargetsOnlyWhenNamedExactly() {
    Target own = container("entropy-agent", Map.of("io.entropy.role", "agent"));
    assertThat(TargetMatcher.of(TargetSelector.getDefaultInstance()).test(own)).isFalse();
    assertThat(named("re2:^entropy-agent$").test(own)).isFalse();
    assertThat(named("entropy-agent").test(own)).isTrue();
  }

  @Test
  void patternThatIsNoneIsInvalidInput() {
    assertThatThrownBy(() -> named("re2:("))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("container: ");
  }

  @Test
  void requirementWithoutOperatorIsNoRequirement() {
    TargetSelector wanted =
        TargetSelector.newBuilder().addRequirements(Requirement.newBuilder().setKey("k")).build();
    assertThatThrownBy(() -> TargetMatcher.of(wanted).test(VOTER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TargetMatcher named(String pattern) {
    return TargetMatcher.of(TargetSelector.newBuilder().setContainer(pattern).build());
  }

  private static Target container(String name, Map<String, String> labels) {
    return Target.newBuilder()
        .setSpec(TargetSpec.newBuilder().setName(name).putAllLabels(labels))
        .build();
  }
}
