/// What a manager answers over HTTP besides its calls: errors, health, metrics, the description of
/// its interface. Any thread.
@NullMarked
package io.entropy.server.http;

import org.jspecify.annotations.NullMarked;
