package io.entropy.injectors.toxiproxy;

import static io.entropy.api.v1.Fidelity.Verdict.AS_ASKED;
import static io.entropy.api.v1.Fidelity.Verdict.DIFFERS;
import static io.entropy.api.v1.Fidelity.Verdict.INCONCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.entropy.api.v1.Fidelity.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsTest {

  /// By what a mode with these parameters counts as `name:number,...` on one harmed connection.
  private static Verdict of(ToxicMode mode, Map<String, String> texts, String counted) {
    return of(mode, texts, 1, "connections:1,harmed:1," + counted);
  }

  private static Verdict of(
      ToxicMode mode, Map<String, String> texts, double toxicity, String counted) {
    JsonObject toxic = new JsonObject();
    toxic.addProperty("toxicity", toxicity);
    JsonObject attributes = new JsonObject();
    mode.attributes().apply(mode.mode().read(texts)).forEach(attributes::addProperty);
    toxic.add("attributes", attributes);
    JsonObject tally = JsonParser.parseString("{" + counted + "}").getAsJsonObject();
    return new ToxicFidelity("asked", mode.evidence()).of(tally, toxic).getVerdict();
  }

  private static final Map<String, String> NONE = Map.of();

  @Test
  void nothingSeenTellsNothing() {
    Map<ToxicMode, Map<String, String>> modes =
        Map.of(
            TestLatency.MODE, Map.of("time", "1s"),
            ToxicModes.BANDWIDTH_MODE, Map.of("rate", "8kbit"),
            ToxicModes.SLOW_CLOSE_MODE, Map.of("delay", "1s"),
            ToxicModes.TIMEOUT_MODE, NONE,
            ToxicModes.RESET_PEER_MODE, NONE,
            ToxicModes.SLICER_MODE, Map.of("average_size", "9"),
            ToxicModes.LIMIT_DATA_MODE, Map.of("bytes", "9"));
    assertThat(modes.keySet()).containsAll(ToxicModes.ALL);
    modes.forEach((mode, texts) -> {
      assertThat(of(mode, texts, 1, "")).as(mode.type()).isEqualTo(INCONCLUSIVE);
      assertThat(of(mode, texts, "chunks:0")).as(mode.type()).isEqualTo(INCONCLUSIVE);
    });
  }

  @Test
  void aDelayIsNeitherShorterNorMuchLonger() {
    Map<String, String> second = Map.of("time", "1s");
    assertThat(of(TestLatency.MODE, second, "chunks:2,waited_ns:2010e6")).isEqualTo(AS_ASKED);
    assertThat(of(TestLatency.MODE, second, "chunks:2,waited_ns:1900e6")).isEqualTo(DIFFERS);
    assertThat(of(TestLatency.MODE, second, "chunks:2,waited_ns:2300e6")).isEqualTo(DIFFERS);
  }

  @Test
  void theEndIsDelayedAsAsked() {
    Map<String, String> second = Map.of("delay", "1s");
    assertThat(of(ToxicModes.SLOW_CLOSE_MODE, second, "ends:1,ends_waited_ns:1001e6"))
        .isEqualTo(AS_ASKED);
    assertThat(of(ToxicModes.SLOW_CLOSE_MODE, second, "ends:1,ends_waited_ns:9e6"))
        .isEqualTo(DIFFERS);
  }

  @Test
  void aRateIsAnUpperLimitWhileThereIsSomethingToSend() {
    Map<String, String> slow = Map.of("rate", "800kbit");
    assertThat(of(ToxicModes.BANDWIDTH_MODE, slow, "bytes:100000,busy_ns:1000e6"))
        .isEqualTo(AS_ASKED);
    assertThat(of(ToxicModes.BANDWIDTH_MODE, slow, "bytes:100000,busy_ns:2000e6"))
        .isEqualTo(AS_ASKED);
    assertThat(of(ToxicModes.BANDWIDTH_MODE, slow, "bytes:100000,busy_ns:900e6,waited_ns:5000e6"))
        .isEqualTo(DIFFERS);
  }

  @Test
  void silenceIsAsAskedWhenDataWasLostAndNoneGotThrough() {
    assertThat(of(ToxicModes.TIMEOUT_MODE, NONE, "dropped_bytes:5")).isEqualTo(AS_ASKED);
    assertThat(of(ToxicModes.TIMEOUT_MODE, NONE, "closed:1")).isEqualTo(INCONCLUSIVE);
    assertThat(of(ToxicModes.TIMEOUT_MODE, NONE, "dropped_bytes:5,bytes:1")).isEqualTo(DIFFERS);
  }

  @Test
  void aTimeOutMustHaveBeenSeenToo() {
    Map<String, String> second = Map.of("timeout", "1s");
    String lost = "dropped_bytes:5,closed:1,";
    assertThat(of(ToxicModes.TIMEOUT_MODE, second, lost + "timed_closes:0"))
        .isEqualTo(INCONCLUSIVE);
    String closed = lost + "timed_closes:1,timed_closes_waited_ns:";
    assertThat(of(ToxicModes.TIMEOUT_MODE, second, closed + "1002e6")).isEqualTo(AS_ASKED);
    assertThat(of(ToxicModes.TIMEOUT_MODE, second, closed + "500e6")).isEqualTo(DIFFERS);
  }

  @Test
  void aResetIsNoOtherEndAndLetsNothingThrough() {
    assertThat(of(ToxicModes.RESET_PEER_MODE, NONE, "closed:2,resets:2")).isEqualTo(AS_ASKED);
    assertThat(of(ToxicModes.RESET_PEER_MODE, NONE, "closed:2,resets:1")).isEqualTo(DIFFERS);
    assertThat(of(ToxicModes.RESET_PEER_MODE, NONE, "closed:2,resets:2,bytes:1"))
        .isEqualTo(DIFFERS);
    assertThat(of(ToxicModes.RESET_PEER_MODE, NONE, "dropped_bytes:2")).isEqualTo(INCONCLUSIVE);
    assertThat(of(ToxicModes.RESET_PEER_MODE, Map.of("timeout", "1s"), "closed:1,resets:1"))
        .isEqualTo(INCONCLUSIVE);
  }

  @Test
  void aLimitMustHaveBeenReachedAndNotPassed() {
    Map<String, String> ten = Map.of("bytes", "10");
    assertThat(of(ToxicModes.LIMIT_DATA_MODE, ten, "bytes:10,closed:1")).isEqualTo(AS_ASKED);
    assertThat(of(ToxicModes.LIMIT_DATA_MODE, ten, "bytes:9")).isEqualTo(INCONCLUSIVE);
    assertThat(of(ToxicModes.LIMIT_DATA_MODE, ten, "bytes:11,closed:1")).isEqualTo(DIFFERS);
    assertThat(of(ToxicModes.LIMIT_DATA_MODE, ten, "bytes:9,closed:1")).isEqualTo(DIFFERS);
  }

  @Test
  void piecesMustHaveBeenCutSmallAndHaveWaited() {
    Map<String, String> ten = Map.of("average_size", "10", "delay", "1ms");
    String pieces = "bytes:30,chunks:3,cut:2,largest:10,busy_ns:";
    assertThat(of(ToxicModes.SLICER_MODE, ten, pieces + "3e6")).isEqualTo(AS_ASKED);
    assertThat(of(ToxicModes.SLICER_MODE, ten, pieces + "2e6")).isEqualTo(DIFFERS);
    assertThat(of(ToxicModes.SLICER_MODE, ten, "chunks:1,largest:11,busy_ns:9e6"))
        .isEqualTo(DIFFERS);
    assertThat(of(ToxicModes.SLICER_MODE, ten, "chunks:1,largest:5,busy_ns:9e6"))
        .isEqualTo(INCONCLUSIVE);
  }

  @Test
  void theShareOfConnectionsCounts() {
    String lost = ",dropped_bytes:5";
    assertThat(of(ToxicModes.TIMEOUT_MODE, NONE, 1, "connections:9,harmed:8" + lost))
        .isEqualTo(DIFFERS);
    assertThat(of(ToxicModes.TIMEOUT_MODE, NONE, 0.5, "connections:9,harmed:5" + lost))
        .isEqualTo(INCONCLUSIVE);
    assertThat(of(ToxicModes.TIMEOUT_MODE, NONE, 0.5, "connections:100,harmed:55" + lost))
        .isEqualTo(AS_ASKED);
    assertThat(of(ToxicModes.TIMEOUT_MODE, NONE, 0.5, "connections:100,harmed:80" + lost))
        .isEqualTo(DIFFERS);
  }
}
