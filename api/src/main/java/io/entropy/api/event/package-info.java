/// Events: what their types are called, and how they look to the outside, as CloudEvents 1.0.
///
/// Pure functions; any thread. Read [io.entropy.api.event.CloudEvents] first.
@NullMarked
package io.entropy.api.event;

import org.jspecify.annotations.NullMarked;
