@NullMarked
package io.entropy.server.access;

import org.jspecify.annotations.NullMarked;
