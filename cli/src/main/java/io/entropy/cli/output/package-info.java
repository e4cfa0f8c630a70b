/// What is printed: a live view on a terminal, plain lines in a pipe, CloudEvents with `-o json`,
/// the summary.
@NullMarked
package io.entropy.cli.output;

import org.jspecify.annotations.NullMarked;
