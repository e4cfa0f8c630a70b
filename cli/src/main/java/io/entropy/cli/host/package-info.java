/// Commands about this host: what works here, what runs here, what was left here.
@NullMarked
package io.entropy.cli.host;

import org.jspecify.annotations.NullMarked;
