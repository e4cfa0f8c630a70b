package io.entropy.cli.modes;

import static java.util.stream.Collectors.joining;

import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The reference pages of the failure modes, as Markdown: one a mode, and an index. Pure.
final class ModePages {
  private static final String INDEX = "README.md";
  private static final String ORIGIN =
      "<!-- Made by `./dev docs` from the mode's declaration: change that. -->";

  private ModePages() {}

  /// File names and what is in them.
  static Map<String, String> of(List<FailureMode> modes) {
    Map<String, String> pages = new TreeMap<>();
    pages.put(INDEX, index(modes));
    for (FailureMode mode : modes) {
      pages.put(mode.name() + ".md", page(mode));
    }
    return pages;
  }

  private static String index(List<FailureMode> modes) {
    String rows =
        modes.stream()
            .map(m -> "| [%s](%s.md) | %s |".formatted(m.name(), m.name(), m.summary()))
            .collect(joining("\n"));
    return """
    # Failure modes
    %s

    | mode | what it does |
    |---|---|
    %s
    """
        .formatted(ORIGIN, rows);
  }

  private static String page(FailureMode mode) {
    String aliases =
        mode.aliases().isEmpty()
            ? ""
            : "\nAlso: "
                + mode.aliases().stream().map(ModePages::code).collect(joining(", "))
                + ".\n";
    String notes = mode.notes().isBlank() ? "" : "\n" + mode.notes().strip() + "\n";
    return """
    # %s
    %s

    %s
    %s
    ```
    entropy run -f 10s -p .25 -t service=checkout %s
    ```
    %s%s\
    """
        .formatted(mode.name(), ORIGIN, mode.summary(), aliases, example(mode), table(mode), notes);
  }

  /// With the parameters that have to be given.
  private static String example(FailureMode mode) {
    return mode.name()
        + mode.parameters().stream()
            .filter(p -> p.presence() instanceof Parameter.Presence.Required)
            .map(p -> " " + p.name() + "=" + p.type().placeholder())
            .collect(joining());
  }

  private static String table(FailureMode mode) {
    if (mode.parameters().isEmpty()) {
      return "\nIt has no parameters.\n";
    }
    return """

    | parameter | value | default | |
    |---|---|---|---|
    %s
    """
        .formatted(mode.parameters().stream().map(ModePages::row).collect(joining("\n")));
  }

  private static String row(Parameter<?> parameter) {
    String absent =
        switch (parameter.presence()) {
          case Parameter.Presence.Default(String text) -> code(text);
          case Parameter.Presence.Optional() -> "";
          case Parameter.Presence.Required() -> "*required*";
        };
    return "| %s | %s | %s | %s |"
        .formatted(
            code(parameter.name()),
            cell(parameter.type().expected()),
            absent,
            cell(parameter.help()));
  }

  private static String code(String text) {
    return "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
