/// `pause`: containers whose processes all stand still. Read
/// [io.entropy.injectors.gcpause.pause.PauseInjector] first.
@NullMarked
package io.entropy.injectors.gcpause.pause;

import org.jspecify.annotations.NullMarked;
