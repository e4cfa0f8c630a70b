/// Tests of the package of the same name.
@NullMarked
package io.entropy.electiondemo.http;

import org.jspecify.annotations.NullMarked;
