package io.entropy.injectors.network;

import io.entropy.injectors.kernel.namespace.NamespaceGoneException;
import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.util.function.Supplier;

/// Calls into the kernel module, with its errors as the contract has them.
public final class KernelCalls {
  private KernelCalls() {}

  public static <T> T call(Supplier<T> body) throws InjectorException {
    try {
      return body.get();
    } catch (NamespaceGoneException e) {
      throw new InjectorException(
          Code.TARGET_GONE, "the network namespace is gone: " + e.getMessage(), e);
    } catch (KernelException e) {
      boolean refused = e.errno() == Errno.EPERM || e.errno() == Errno.EACCES;
      Code code = refused ? Code.UNSUPPORTED : Code.FAILED;
      throw new InjectorException(code, String.valueOf(e.getMessage()), e);
    }
  }
}
