@NullMarked
package io.entropy.server.event;

import org.jspecify.annotations.NullMarked;
