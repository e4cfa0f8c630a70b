@NullMarked
package io.entropy.proxy;

import org.jspecify.annotations.NullMarked;
