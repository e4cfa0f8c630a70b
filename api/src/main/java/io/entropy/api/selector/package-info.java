/// Which containers are meant: selectors as text, and matching them against targets.
///
/// Pure functions and immutable values; any thread. Read [io.entropy.api.selector.Selectors] (the
/// grammar) first, then [io.entropy.api.selector.TargetMatcher].
@NullMarked
package io.entropy.api.selector;

import org.jspecify.annotations.NullMarked;
