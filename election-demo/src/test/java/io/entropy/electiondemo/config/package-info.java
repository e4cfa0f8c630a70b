/// Tests of the package of the same name.
@NullMarked
package io.entropy.electiondemo.config;

import org.jspecify.annotations.NullMarked;
