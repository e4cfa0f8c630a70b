/// What a user waits for who asks a manager something. Read [io.entropy.bench.ls.LsBench] first.
@NullMarked
package io.entropy.bench.ls;

import org.jspecify.annotations.NullMarked;
