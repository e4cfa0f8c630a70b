/// A TCP proxy that speaks the Toxiproxy HTTP API.
@NullMarked
package io.entropy.proxy;

import org.jspecify.annotations.NullMarked;
