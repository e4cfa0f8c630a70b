package io.entropy.policymanager.event;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.Collection;

/// The facts of one event for a program: names and values. Used by one thread.
public final class EventData {
  private final Struct.Builder struct = Struct.newBuilder();

  public EventData put(String name, double value) {
    struct.putFields(name, Value.newBuilder().setNumberValue(value).build());
    return this;
  }

  /// A count; beyond 2⁵³ it's rounded, as JSON numbers are.
  public EventData put(String name, long value) {
    return put(name, (double) value);
  }

  public EventData put(String name, boolean value) {
    struct.putFields(name, Value.newBuilder().setBoolValue(value).build());
    return this;
  }

  public EventData put(String name, String value) {
    struct.putFields(name, text(value));
    return this;
  }

  public EventData put(String name, Collection<String> values) {
    ListValue.Builder list = ListValue.newBuilder();
    values.forEach(v -> list.addValues(text(v)));
    struct.putFields(name, Value.newBuilder().setListValue(list).build());
    return this;
  }

  public Struct build() {
    return struct.build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
