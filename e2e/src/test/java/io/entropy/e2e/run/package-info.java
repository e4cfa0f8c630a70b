/// What `entropy run` and the commands beside it promise, shown by the built command line on the
/// real engine and kernel. Start with [io.entropy.e2e.run.Stage]; each test class has one of its
/// own.
@NullMarked
package io.entropy.e2e.run;

import org.jspecify.annotations.NullMarked;
