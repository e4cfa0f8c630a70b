@NullMarked
package io.entropy.server;

import org.jspecify.annotations.NullMarked;
