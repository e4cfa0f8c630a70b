package io.entropy.agent.runtime;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what it's told.
final class RecordingListener implements TargetListener {
  final List<List<Target>> complete = new CopyOnWriteArrayList<>();
  final List<Target> changed = new CopyOnWriteArrayList<>();
  final List<String> gone = new CopyOnWriteArrayList<>();
  final List<String> engine = new CopyOnWriteArrayList<>();

  @Override
  public void targets(List<Target> all) {
    complete.add(all);
  }

  @Override
  public void target(Target target) {
    changed.add(target);
  }

  @Override
  public void targetGone(String id) {
    gone.add(id);
  }

  @Override
  public void engineLost(RuntimeUnavailableException why) {
    engine.add("lost");
  }

  @Override
  public void engineBack() {
    engine.add("back");
  }
}
