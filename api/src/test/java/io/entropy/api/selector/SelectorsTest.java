package io.entropy.api.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.text.TextException;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.Requirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "k|k",
        "!k|!k",
        "! k|!k",
        "k=v|k=v",
        "k==v|k=v",
        "k = v|k=v",
        "k!=v|k!=v",
        "k=|k=\"\"",
        "k=,j|k=\"\",j",
        "k in (a,b)|k in (a,b)",
        "k in(a)|k in (a)",
        "k  in  ( a , b )|k in (a,b)",
        "in in (in)|in in (in)",
        "in|in",
        "a=1,b!=2,!c,d,e in (x,y)|a=1,b!=2,!c,d,e in (x,y)",
        "com.docker.compose.project=shop/1:2|com.docker.compose.project=shop/1:2",
        "k=\"a, b\"|k=\"a, b\"",
        "k=\"plain\"|k=plain",
        "k=\"say \\\"hi\\\" \\\\\"|k=\"say \\\"hi\\\" \\\\\"",
      })
  void readsTheGrammarAndWritesItCanonically(String text, String canonical) throws TextException {
    assertThat(Selectors.format(Selectors.read(text))).isEqualTo(canonical);
  }

  @Test
  void readsOperatorsAndValues() throws TextException {
    assertThat(Selectors.read("servicename=voter,tier in (a,b),!legacy"))
        .containsExactly(
            requirement("servicename", Operator.EQUALS, "voter"),
            requirement("tier", Operator.IN, "a", "b"),
            requirement("legacy", Operator.ABSENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|0|a label's key is missing|k, !k, k=v",
        "=v|0|a label's key is missing|k, !k, k=v",
        "a,|2|a label's key is missing|k, !k, k=v",
        "a,,b|2|a label's key is missing|k, !k, k=v",
        "!|1|a label's key is missing|a key, as in !k",
        "!!k|1|a label's key is missing|a key, as in !k",
        "!k=v|2|can't go on here|`,` and another requirement, or the end",
        "k=v w|4|can't go on here|`,` and another requirement, or the end",
        "k v|2|no such operator|=, !=, in (…)",
        "k notin (a)|2|no such operator|=, !=, in (…)",
        "k=v=w|3|can't go on here|`,`",
        "k=(a)|2|this isn't a value|a value",
        "k in a|5|the values of `in` are missing|`(`",
        "k in (a|7|the values of `in` don't end|or `)`",
        "k in (|6|a value is missing|a value",
        "k in ()|6|a value is missing|a value",
        "k in (a b)|8|the values of `in` don't end|or `)`",
        "k=\"v|2|this quote is never closed|a closing",
      })
  void errorShowsThePlaceAndWhatIsValid(String text, int at, String problem, String expected) {
    TextException error = catchThrowableOfType(TextException.class, () -> Selectors.read(text));
    assertThat(error.problem()).isEqualTo(problem + "\n  " + text + "\n  " + " ".repeat(at) + "^");
    assertThat(error.expected()).contains(expected);
  }

  @Test
  void whatIsWrittenReadsBackAsTheSame() throws TextException {
    Random random = new Random(42);
    for (int i = 0; i < 3_000; i++) {
      List<Requirement> requirements = new ArrayList<>();
      for (int n = random.nextInt(1, 5); n > 0; n--) {
        requirements.add(requirement(random));
      }
      String text = Selectors.format(requirements);
      assertThat(Selectors.read(text)).as(text).isEqualTo(requirements);
    }
  }

  private static Requirement requirement(Random random) {
    String key = word(random);
    return switch (random.nextInt(5)) {
      case 0 -> requirement(key, Operator.EXISTS);
      case 1 -> requirement(key, Operator.ABSENT);
      case 2 -> requirement(key, Operator.EQUALS, word(random));
      case 3 -> requirement(key, Operator.NOT_EQUALS, word(random));
      default -> requirement(key, Operator.IN, word(random), word(random));
    };
  }

  private static String word(Random random) {
    String letters = "abin.-_/ ,=!()\"\\é😀\t";
    StringBuilder word = new StringBuilder();
    for (int n = random.nextInt(6); n > 0; n--) {
      int point = random.nextInt(letters.codePointCount(0, letters.length()));
      word.appendCodePoint(letters.codePointAt(letters.offsetByCodePoints(0, point)));
    }
    return word.toString();
  }

  private static Requirement requirement(String key, Operator operator, String... values) {
    return Requirement.newBuilder()
        .setKey(key)
        .setOperator(operator)
        .addAllValues(List.of(values))
        .build();
  }
}
