/// What failed handshakes are counted as and how much of them is told.
@NullMarked
package io.entropy.server.handshake;

import org.jspecify.annotations.NullMarked;
