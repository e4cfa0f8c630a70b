package io.entropy.cli.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintStream;
import java.util.List;

/// Shows objects in the format that was asked for.
final class ObjectPrinter {
  private final Format format;
  private final PrintStream out;

  ObjectPrinter(Format format, PrintStream out) {
    this.format = format;
    this.out = out;
  }

  /// A list: a table, or one JSON array or YAML list.
  <T extends Message> void list(List<T> objects, List<Column<T>> columns) {
    switch (format) {
      case TABLE ->
          Table.lines(columns.stream().filter(c -> !c.wide()).toList(), objects)
              .forEach(out::println);
      case WIDE -> Table.lines(columns, objects).forEach(out::println);
      case JSON ->
          out.println(
              "[" + String.join(",\n", objects.stream().map(ObjectPrinter::json).toList()) + "]");
      case YAML -> {
        for (T object : objects) {
          out.print("---\n" + yaml(object));
        }
      }
    }
    out.flush();
  }

  /// All there is of one: YAML unless JSON is asked for.
  void one(Message object) {
    switch (format) {
      case JSON -> out.println(json(object));
      case TABLE, WIDE, YAML -> out.print(yaml(object));
    }
    out.flush();
  }

  static String yaml(Message object) {
    return YamlText.ofJson(json(object));
  }

  static String json(Message object) {
    try {
      return JsonFormat.printer().print(object);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e); // only messages with `Any` have such
    }
  }
}
