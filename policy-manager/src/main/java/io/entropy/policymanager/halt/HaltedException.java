package io.entropy.policymanager.halt;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Halt;

/// What was asked for can't be while everything is halted. The message can be shown as it is.
public final class HaltedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HaltedException(Halt halt) {
    super(words(halt));
  }

  private static String words(Halt halt) {
    String why = halt.getReason().isEmpty() ? "" : " (%s)".formatted(halt.getReason());
    return "everything is halted since %s%s: resume first"
        .formatted(ProtoTime.fromProto(halt.getSince()), why);
  }
}
