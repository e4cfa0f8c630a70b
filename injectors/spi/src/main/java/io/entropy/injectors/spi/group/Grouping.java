package io.entropy.injectors.spi.group;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.List;

/// What a hit on a group makes of its members. A pure function, so that the same dice give the same
/// parts; asking it loads no native code.
public interface Grouping {

  /// Divides the group.
  ///
  /// @param members in the order that the dice gave them: the first is as likely to be any of them
  /// @param others every other container that there is
  Division divide(Parameters parameters, List<Target> members, List<Target> others);
}
