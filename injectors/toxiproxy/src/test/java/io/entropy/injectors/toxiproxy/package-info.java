@NullMarked
package io.entropy.injectors.toxiproxy;

import org.jspecify.annotations.NullMarked;
