package io.entropy.agent.runtime;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.util.List;

/// Who is told by a [TargetWatcher] what changes, by its thread, in order.
public interface TargetListener {

  /// Every target there is: at the start, and whenever the engine was back.
  void targets(List<Target> complete);

  void target(Target changed);

  void targetGone(String id);

  /// The engine can't be reached; it's tried again and again.
  void engineLost(RuntimeUnavailableException why);

  void engineBack();
}
