/// Network namespaces: naming one by its inode, finding it, and doing something inside it.
///
/// Only threads made for the purpose ever enter a foreign namespace, and they end there. A socket
/// stays bound to the namespace where it was made, so everything else is done over sockets from any
/// thread. An open socket keeps a dead container's namespace alive: whoever opens one closes it
/// when the container dies.
///
/// Read [NetworkNamespace] first.
@NullMarked
package io.entropy.injectors.kernel.namespace;

import org.jspecify.annotations.NullMarked;
