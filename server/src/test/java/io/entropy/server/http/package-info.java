@NullMarked
package io.entropy.server.http;

import org.jspecify.annotations.NullMarked;
