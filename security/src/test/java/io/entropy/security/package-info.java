@NullMarked
package io.entropy.security;

import org.jspecify.annotations.NullMarked;
