package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.Percent;
import io.entropy.injectors.drop.model.LossModel;
import io.entropy.injectors.drop.model.LossModel.FourState;
import io.entropy.injectors.drop.model.LossModel.GilbertElliott;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelParametersTest {

  private static Optional<LossModel> read(String typed) {
    return ModelParameters.read(DropMode.SEND.read(texts(typed)));
  }

  private static Map<String, String> texts(String typed) {
    return Arrays.stream(typed.split(" ", -1))
        .map(word -> word.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static Percent percent(double value) {
    return new Percent(value);
  }

  @Test
  void withoutOneThereIsNoModel() {
    assertThat(read("percent=10")).isEmpty();
  }

  @Test
  void defaultsAreThoseOfNetem() {
    assertThat(read("model=gemodel p=1"))
        .contains(new GilbertElliott(percent(1), percent(99), percent(0), percent(100)));
    assertThat(read("model=state p13=1"))
        .contains(new FourState(percent(1), percent(99), percent(0), percent(100), percent(0)));
  }

  @Test
  void everythingThatIsGivenIsRead() {
    assertThat(read("model=gemodel p=1 r=10% h=30 k=99.5"))
        .contains(new GilbertElliott(percent(1), percent(10), percent(30), percent(99.5)));
    assertThat(read("model=state p13=1 p31=20 p32=30 p23=40 p14=5"))
        .contains(new FourState(percent(1), percent(20), percent(30), percent(40), percent(5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model=gemodel p=1 percent=10           | `model` and `percent` exclude each other
          model=state p13=1 every=3              | `model` and `every` exclude each other
          model=gemodel                          | `model=gemodel` has no `p`
          model=state                            | `model=state` has no `p13`
          p=1                                    | `p` is a parameter of `model=gemodel` only
          percent=10 r=5                         | `r` is a parameter of `model=gemodel` only
          model=state p13=1 h=5                  | `h` is a parameter of `model=gemodel` only
          model=gemodel p=1 p13=1                | `p13` is a parameter of `model=state` only
          model=gemodel p=101                    | outside 0–100
          model=gemodel p=-1                     | outside 0–100
          model=gemodel p=often                  | isn't a number
          model=bernoulli p=1                    | gemodel or state
          model=state p13=60 p14=50              | `p13` and `p14` are above 100 together
          model=state p13=1 p31=60 p32=50        | `p31` and `p32` are above 100 together
          model=state p13=1 p32=5                | `p31` and `p32` are above 100 together
          """)
  void whatDoesNotGoTogetherIsToldByName(String typed, String words) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> read(typed))
        .withMessageContaining(words);
  }

  @Test
  void wordsSayWhatTheModelComesTo() {
    assertThat(read("model=gemodel p=1 r=25").orElseThrow().words())
        .isEqualTo("gemodel p=1 r=25 h=0 k=100: 3.846%, 4.000 in a row on average");
    assertThat(read("model=gemodel p=5 r=0").orElseThrow().words())
        .isEqualTo("gemodel p=5 r=0 h=0 k=100: 100.0% of packets");
  }
}
