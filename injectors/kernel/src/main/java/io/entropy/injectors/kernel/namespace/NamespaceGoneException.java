package io.entropy.injectors.kernel.namespace;

import io.entropy.injectors.kernel.sys.KernelException;

/// The namespace that was meant is no longer behind its path: its container died, or the process id
/// belongs to another process now. Nothing was changed, and there is nothing left to undo in it.
public final class NamespaceGoneException extends KernelException {
  private static final long serialVersionUID = 1L;

  NamespaceGoneException(String operation, int errno, String detail) {
    super(operation, errno, detail);
  }
}
