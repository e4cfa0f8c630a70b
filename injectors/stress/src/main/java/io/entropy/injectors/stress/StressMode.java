package io.entropy.injectors.stress;

import io.entropy.api.text.CountRange;
import io.entropy.api.text.Percent;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.List;

/// The declarations of `stress_cpu`, `stress_mem`, `stress_io` and `disk_fill`.
final class StressMode {
  static final Parameter<Long> WORKERS =
      Parameter.withDefault(
          "workers", ValueType.count(new CountRange(1, 256)), "1", "How many processes do it.");
  static final Parameter<Percent> LOAD =
      Parameter.withDefault(
          "load", ValueType.percent(), "100", "How much of one processor each worker uses.");
  static final Parameter<String> HELD =
      Parameter.required("bytes", size(), "How much memory is held, by all workers together.");
  static final Parameter<String> ROUND =
      Parameter.withDefault(
          "bytes", size(), "16MiB", "How much each worker writes before it begins again.");
  static final Parameter<String> FILLED =
      Parameter.optional("bytes", size(), "How much space is taken.");
  static final Parameter<Percent> PERCENT =
      Parameter.optional(
          "percent",
          ValueType.percent(),
          "How much of the filesystem is to be in use, as df counts, with what is in use already.");
  static final Parameter<String> PATH =
      Parameter.withDefault(
          "path",
          ValueType.text("DIRECTORY", "the absolute path of a directory in the container"),
          "/",
          "A directory in the container; its filesystem is meant.");

  private static final Rule ABSOLUTE =
      new Rule(
          List.of(PATH.name()),
          "it isn't an absolute path",
          "the absolute path of a directory in the container, of at most 4000 characters",
          p -> {
            String path = p.get(PATH);
            return path.startsWith("/") && path.length() <= 4000 && path.indexOf('\0') < 0;
          });

  private static final String ALL =
      """
      The processes that do it are in the container's cgroups and namespaces: the kernel counts what
      they use as the container's, they are seen by its `ps`, and they end with it. They aren't
      in its freezer, so that a fault ends in a paused container too. When one fault of the mode
      is renewed by the next, the one ends some milliseconds before the other begins.
      """;

  private static final String DISK =
      """
      The file has no name, so that its space is free again as soon as its process ends, whatever ends
      it. A container's own filesystem and most volumes are the host's disk: there, 5 % and at least
      1 GiB stay available for others. A tmpfs is memory, so the rules of `stress_mem` hold for it too.
      """;

  static final FailureMode CPU =
      mode(
          "stress_cpu",
          "Keeps processors busy at the container's expense.",
          List.of(WORKERS, LOAD),
          List.of(notZero(LOAD)),
          ALL
              + """
              What a worker doesn't get in one period of 20 ms, because others run or the container's quota is
              used up, it doesn't make up for later: `achieved` is the time that the kernel counted.
              """);

  static final FailureMode MEMORY =
      mode(
          "stress_mem",
          "Holds memory at the container's expense.",
          List.of(HELD, WORKERS),
          List.of(isSize(HELD)),
          ALL
              + """
              More than the container's limit is refused, and on any container what would leave the host less
              than a tenth of its memory, or 1 GiB. When the container's memory runs out, the kernel's
              out-of-memory killer takes the workers (`oom_score_adj` 1000) before the container's own
              processes: these suffer from reclaim and failing allocations, but aren't killed on our account.
              `achieved` says when workers were. A container with `memory.oom.group` is killed as a whole.
              """);

  static final FailureMode IO =
      mode(
          "stress_io",
          "Writes to the container's disk without a pause.",
          List.of(WORKERS, ROUND, PATH),
          List.of(isSize(ROUND), ABSOLUTE),
          ALL
              + DISK
              + """
              Each round is written past the page cache where the filesystem can do that, and synced.
              """);

  static final FailureMode FILL =
      mode(
          "disk_fill",
          "Takes space on the container's filesystem.",
          List.of(PATH, FILLED, PERCENT),
          List.of(
              new Rule(
                  List.of(FILLED.name(), PERCENT.name()),
                  "one of `bytes` and `percent` has to be given",
                  "`bytes` or `percent`, and not both",
                  p -> p.given(FILLED) != p.given(PERCENT)),
              isSize(FILLED),
              notZero(PERCENT),
              ABSOLUTE),
          ALL + DISK);

  private StressMode() {}

  static ByteSize size(Parameters parameters, Parameter<String> bytes) {
    return ByteSize.read(parameters.get(bytes)).orElseThrow();
  }

  private static ValueType<String> size() {
    return ValueType.text("BYTES", ByteSize.EXPECTED);
  }

  private static Rule isSize(Parameter<String> bytes) {
    return new Rule(
        List.of(bytes.name()),
        "it isn't such a size",
        ByteSize.EXPECTED,
        p -> p.find(bytes).map(text -> ByteSize.read(text).isPresent()).orElse(true));
  }

  private static Rule notZero(Parameter<Percent> percent) {
    return new Rule(
        List.of(percent.name()),
        "it's next to nothing",
        "a percentage from 0.1 to 100",
        p -> p.find(percent).map(given -> given.value() >= 0.1).orElse(true));
  }

  private static FailureMode mode(
      String name, String summary, List<Parameter<?>> parameters, List<Rule> rules, String notes) {
    return new FailureMode(name, List.of(), summary, Layer.CONTAINER, parameters, rules, notes);
  }
}
