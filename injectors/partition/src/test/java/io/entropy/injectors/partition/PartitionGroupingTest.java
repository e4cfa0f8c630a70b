package io.entropy.injectors.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSpec;
import io.entropy.api.v1.TargetStatus;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.group.Division;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionGroupingTest {
  private static final List<Target> FIVE =
      Stream.of("a", "b", "c", "d", "e").map(n -> target(n, "voter", State.RUNNING)).toList();

  private static Target target(String name, String service, State state) {
    return Target.newBuilder()
        .setId("id-" + name)
        .setSpec(TargetSpec.newBuilder().setName(name).putLabels("service", service))
        .setStatus(TargetStatus.newBuilder().setState(state))
        .build();
  }

  private static Parameters parameters(String... pairs) {
    Map<String, String> texts = new TreeMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      texts.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return PartitionMode.MODE.read(texts);
  }

  private static Map<String, List<String>> parts(
      Parameters parameters, List<Target> members, List<Target> others) {
    Division division = new PartitionGrouping().divide(parameters, members, others);
    Map<String, List<String>> parts = new TreeMap<>();
    for (Division.Part part : ((Division.Parts) division).parts()) {
      parts.put(
          part.member().getSpec().getName(),
          part.peers().stream().map(p -> p.getSpec().getName()).sorted().toList());
    }
    return parts;
  }

  private static Division.Impossible impossible(
      Parameters parameters, List<Target> members, List<Target> others) {
    return (Division.Impossible) new PartitionGrouping().divide(parameters, members, others);
  }

  @Test
  void bothSidesOfACutPairHaveTheirPart() {
    assertThat(parts(parameters("shape=majority"), FIVE, List.of()))
        .isEqualTo(
            Map.of(
                "a", List.of("c", "d", "e"),
                "b", List.of("c", "d", "e"),
                "c", List.of("a", "b"),
                "d", List.of("a", "b"),
                "e", List.of("a", "b")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"SEND", "RECV"})
  void oneWayOnlyTheSideThatIsCutOffHasAPart(Way way) {
    String direction = "direction=" + PartitionMode.DIRECTION.type().format(way);
    assertThat(parts(parameters("shape=majority", direction), FIVE, List.of()))
        .isEqualTo(Map.of("a", List.of("c", "d", "e"), "b", List.of("c", "d", "e")));
  }

  @Test
  void theContainerInTheMiddleOfABridgeHasNoPart() {
    assertThat(parts(parameters("shape=bridge"), FIVE, List.of()).keySet())
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void isolatesTheFirstUnlessAskedOtherwise() {
    assertThat(parts(parameters("direction=send"), FIVE, List.of()))
        .isEqualTo(Map.of("a", List.of("b", "c", "d", "e")));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void aShapeThatTooFewAreThereForNamesWhatItNeedsAndWhoIsThere(Shape shape) {
    String word = "shape=" + PartitionMode.SHAPE.type().format(shape);
    List<Target> tooFew = FIVE.subList(0, shape.needs() - 1);
    Division.Impossible impossible = impossible(parameters(word), tooFew, List.of());
    assertThat(impossible.needed()).isEqualTo(shape.needs());
    assertThat(impossible.there()).isEqualTo(shape.needs() - 1);
    assertThat(impossible.why()).contains(word + " needs at least " + shape.needs()).contains("a");
    assertThat(parts(parameters(word), FIVE.subList(0, shape.needs()), List.of())).isNotEmpty();
  }

  @Test
  void peersAreCutOffFromAllMembersAndHaveNoPart() {
    List<Target> others =
        List.of(
            target("db-1", "db", State.RUNNING),
            target("db-2", "db", State.PAUSED),
            target("db-3", "db", State.STOPPED),
            target("web", "web", State.RUNNING));
    assertThat(parts(parameters("peers=service=db"), FIVE.subList(0, 2), others))
        .isEqualTo(Map.of("a", List.of("db-1", "db-2"), "b", List.of("db-1", "db-2")));
  }

  @Test
  void peersThatNobodyMatchesAreNamed() {
    Division.Impossible impossible = impossible(parameters("peers=service=db"), FIVE, List.of());
    assertThat(impossible.why()).contains("peers=service=db");
  }

  @Test
  void wrongParametersAreToldByName() {
    assertThatThrownBy(() -> parameters("shape=haves"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("halves");
    assertThatThrownBy(() -> parameters("peers=k in a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("peers");
    assertThatThrownBy(() -> parameters("shape=ring", "peers=service=db"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("peers")
        .hasMessageContaining("shape=isolate");
    assertThatThrownBy(() -> parameters("direction=in"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("direction");
  }
}
