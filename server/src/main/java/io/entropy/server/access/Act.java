package io.entropy.server.access;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One call under way: who makes it, which one, about what. Carried by gRPC's context; the call's
/// own threads, one after the other.
public final class Act {
  static final Context.Key<Act> KEY = Context.key("entropy.act");
  private static final int LONGEST_SUBJECT = 128;

  private final Caller caller;
  private final String call;
  private volatile String about = "";
  private volatile boolean recorded;

  /// @param method `package.Service/Method`
  Act(Caller caller, String method) {
    this.caller = caller;
    this.call = method.substring(method.lastIndexOf('/') + 1);
  }

  /// The one that this thread carries out; empty in a loop, which nobody has called.
  static Optional<Act> current() {
    return Optional.ofNullable(KEY.get());
  }

  public Caller caller() {
    return caller;
  }

  String call() {
    return call;
  }

  String about() {
    return about;
  }

  /// Its request has come.
  void asks(Object request) {
    if (request instanceof Message message) {
      about = subject(message);
    }
  }

  /// What the request names: a policy, a node, a token, a user, or the name in its spec.
  private static String subject(Message request) {
    for (String field : new String[] {"policy", "node", "node_id", "token", "user", "reason"}) {
      String value = text(request, field);
      if (!value.isEmpty()) {
        return value;
      }
    }
    @Nullable FieldDescriptor spec = request.getDescriptorForType().findFieldByName("spec");
    return spec != null && request.getField(spec) instanceof Message inner
        ? text(inner, "name")
        : "";
  }

  private static String text(Message message, String name) {
    @Nullable FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
    return field != null && message.getField(field) instanceof String text
        ? text.substring(0, Math.min(LONGEST_SUBJECT, text.length()))
        : "";
  }

  /// Whether its first change is committed, and the act with it.
  boolean isRecorded() {
    return recorded;
  }

  void isRecordedNow() {
    recorded = true;
  }
}
