/// `entropy manage`: a manager until a signal ends it. The only place of the command line that
/// knows `server`, and so the only command that loads it.
@NullMarked
package io.entropy.cli.manage;

import org.jspecify.annotations.NullMarked;
