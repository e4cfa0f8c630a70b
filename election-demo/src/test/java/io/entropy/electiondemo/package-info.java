/// Tests of the package of the same name.
@NullMarked
package io.entropy.electiondemo;

import org.jspecify.annotations.NullMarked;
