/// Two throwaway network namespaces joined by a cable, and real traffic between them.
@NullMarked
package io.entropy.injectors.kernel.net;

import org.jspecify.annotations.NullMarked;
