/// Tests of the package of the same name.
@NullMarked
package io.entropy.electiondemo.election;

import org.jspecify.annotations.NullMarked;
