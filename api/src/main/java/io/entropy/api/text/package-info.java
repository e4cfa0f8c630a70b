/// Text that people type, read once at the edge into small values, and written back in one
/// canonical form: `read(format(x))` is `x`.
///
/// A reader throws a [io.entropy.api.text.TextException] that says what is wrong and what would be
/// right; [io.entropy.api.text.Violations] gathers those of a whole request, so that a user is told
/// everything at once. Values and pure functions only: any thread. Read
/// [io.entropy.api.text.Violations] first.
@NullMarked
package io.entropy.api.text;

import org.jspecify.annotations.NullMarked;
