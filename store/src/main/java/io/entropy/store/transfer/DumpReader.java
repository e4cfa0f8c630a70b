package io.entropy.store.transfer;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.Violations;
import io.entropy.store.model.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and checks a whole dump, so that nothing is written before all of it is known to be right.
final class DumpReader {
  private static final int TOLD = 20;

  private final Violations violations = new Violations();
  private final List<Entry<?>> entries = new ArrayList<>();

  /// The line of each id and unique name.
  private final Map<String, Integer> lines = new HashMap<>();

  private int line;
  private int bad;

  private DumpReader() {}

  /// @throws InvalidInputException naming each line that's wrong, at most so many
  static List<Entry<?>> read(BufferedReader in) throws IOException {
    return new DumpReader().readAll(in);
  }

  private List<Entry<?>> readAll(BufferedReader in) throws IOException {
    Head head = null;
    for (String text = in.readLine(); text != null; text = in.readLine()) {
      line++;
      try {
        if (head == null) {
          head = Head.parse(text);
        } else {
          add(EntryJson.parse(text));
        }
      } catch (BadLineException e) {
        complain(e.problem());
        if (head == null) {
          break; // whatever it is, it's no dump
        }
      }
    }
    checkLength(head);
    violations.throwIfAny();
    return entries;
  }

  private void checkLength(@Nullable Head head) {
    if (line == 0) {
      line = 1;
      complain("the dump is empty");
    } else if (head != null && head.objects() != line - 1) {
      complain(
          "the dump ends here after %d objects, of %d that its head tells of"
              .formatted(line - 1, head.objects()));
    } else if (bad > TOLD) {
      complainAlways("and %d more lines are wrong".formatted(bad - TOLD));
    }
  }

  private <T> void add(Entry<T> entry) throws BadLineException {
    Kind<T> kind = entry.kind();
    Integer same = lines.putIfAbsent(kind + "/" + entry.id(), line);
    if (same != null) {
      throw new BadLineException("%s/%s is on line %d already".formatted(kind, entry.id(), same));
    }
    String name = kind.uniqueName(entry.object());
    if (name != null) {
      Integer named = lines.putIfAbsent(kind + " " + name.toLowerCase(Locale.ROOT), line);
      if (named != null) {
        throw new BadLineException("the name `%s` is on line %d already".formatted(name, named));
      }
    }
    entries.add(entry);
  }

  private void complain(String problem) {
    bad++;
    if (bad <= TOLD) {
      complainAlways(problem);
    }
  }

  private void complainAlways(String problem) {
    violations.add("line " + line, problem, "");
  }
}
