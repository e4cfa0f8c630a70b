@NullMarked
package io.entropy.server.dispatch;

import org.jspecify.annotations.NullMarked;
