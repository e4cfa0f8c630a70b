package io.entropy.policymanager.subscription;

import io.entropy.api.text.TextException;
import io.entropy.store.eventlog.EventPosition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Positions as text: the version and the id of an event, `4711-0198f3…`; the version alone stands
/// after every event of that version.
public final class EventPositions {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(?:-([0-9a-f]{1,64}))?");

  /// Sorts after every id.
  private static final String LAST = "~";

  private EventPositions() {}

  public static EventPosition endOf(long version) {
    return new EventPosition(version, LAST);
  }

  public static String format(EventPosition position) {
    return position.id().equals(LAST)
        ? Long.toString(position.version())
        : position.version() + "-" + position.id();
  }

  public static EventPosition read(String text) throws TextException {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new TextException(
          "`%s` isn't a position".formatted(text),
          "the position of an event as this stream gave it, or `oldest`");
    }
    String id = matcher.group(2);
    return new EventPosition(Long.parseLong(matcher.group(1)), id == null ? LAST : id);
  }

  /// The same of text that this class wrote.
  public static EventPosition of(String written) {
    try {
      return read(written);
    } catch (TextException e) {
      throw new IllegalStateException(e);
    }
  }
}
