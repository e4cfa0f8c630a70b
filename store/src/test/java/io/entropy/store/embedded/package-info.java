/// The embedded back end against real files, crashes and full disks.
@NullMarked
package io.entropy.store.embedded;

import org.jspecify.annotations.NullMarked;
