/// Tests of what the network families share, and what their own tests share: traffic between
/// containers, seen at both ends.
@NullMarked
package io.entropy.injectors.network;

import org.jspecify.annotations.NullMarked;
