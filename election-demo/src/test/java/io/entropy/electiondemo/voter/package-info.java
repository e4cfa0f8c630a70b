/// Tests of the package of the same name.
@NullMarked
package io.entropy.electiondemo.voter;

import org.jspecify.annotations.NullMarked;
