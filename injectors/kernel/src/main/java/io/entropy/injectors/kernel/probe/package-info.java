/// What this kernel and this process's privileges allow, found out by trying in a throwaway
/// namespace. Stateless; any thread. Read [KernelProbe] first.
@NullMarked
package io.entropy.injectors.kernel.probe;

import org.jspecify.annotations.NullMarked;
