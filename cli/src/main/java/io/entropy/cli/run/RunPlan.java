package io.entropy.cli.run;

import io.entropy.api.text.DurationRange;
import io.entropy.api.text.Durations;
import io.entropy.api.text.TextException;
import io.entropy.api.text.Violations;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a run goes, read from what was typed.
///
/// @param runFor how long faults are made; until it's interrupted when empty
/// @param control how long the steady state is watched before the first fault
/// @param recovery how long it may take to come back after the last
public record RunPlan(
    Optional<Duration> runFor,
    List<URI> steadyStates,
    Duration control,
    Duration recovery,
    Output output) {

  /// How events are shown.
  public enum Output {
    AUTO,
    PLAIN,
    JSON
  }

  static RunPlan read(RunOptions typed, Violations violations) {
    return new RunPlan(
        Optional.ofNullable(duration("--for", typed.runFor, violations)),
        typed.steadyStates.stream()
            .flatMap(u -> violations.read("--steady-state", u, RunPlan::url).stream())
            .toList(),
        Optional.ofNullable(duration("--control", typed.control, violations)).orElse(Duration.ZERO),
        Optional.ofNullable(duration("--recovery", typed.recovery, violations))
            .orElse(Duration.ZERO),
        violations.read("--output", typed.output, RunPlan::output).orElse(Output.AUTO));
  }

  private static @Nullable Duration duration(
      String field, @Nullable String text, Violations violations) {
    return text == null
        ? null
        : violations
            .read(field, text, t -> Durations.read(t, DurationRange.positive()))
            .orElse(null);
  }

  private static URI url(String text) throws TextException {
    String expected = "an http or https address, such as http://127.0.0.1:8080/healthz";
    try {
      URI url = URI.create(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!http || url.getHost() == null) {
        throw new TextException("`" + text + "` isn't a web address", expected);
      }
      return url;
    } catch (IllegalArgumentException e) {
      throw new TextException("`" + text + "` isn't an address: " + e.getMessage(), expected);
    }
  }

  /// Reads `auto`, `plain` or `json`.
  public static Output output(String text) throws TextException {
    try {
      return Output.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new TextException("`" + text + "` is no output format", "auto, plain or json");
    }
  }
}
