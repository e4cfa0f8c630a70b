/// Tests of contexts: the file, the commands, and what goes before what.
@NullMarked
package io.entropy.cli.context;

import org.jspecify.annotations.NullMarked;
