package io.entropy.injectors.kernel.process;

import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.kernel.sys.Libc;
import io.entropy.injectors.kernel.sys.NativeMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// A program of ours that isn't Java, held in memory for as long as this JVM runs: there is no file
/// that somebody could change or that could be left behind, and no file system that forbids to
/// execute. Any thread.
public final class NativeProgram {
  private NativeProgram() {}

  /// A path that this JVM's children execute it by.
  ///
  /// @param owner has it among its resources
  /// @param name as it's called there, without the architecture; `entropy-` stands before it
  /// @throws KernelException when it wasn't built for this machine
  public static String load(Class<?> owner, String name) {
    byte[] bytes = resource(owner, file(name));
    int fd = Libc.executableMemory("entropy-" + name);
    NativeMemory memory = new NativeMemory(bytes.length);
    memory.buffer().put(bytes);
    long written = Libc.write(fd, memory, bytes.length);
    if (written != bytes.length) {
      Libc.close(fd);
      throw new KernelException("write " + name, written < 0 ? (int) -written : Errno.EINTR, "");
    }
    return "/proc/" + ProcessHandle.current().pid() + "/fd/" + fd;
  }

  public static boolean isBuilt(Class<?> owner, String name) {
    return owner.getResource(file(name)) != null;
  }

  private static String file(String name) {
    return "entropy-" + name + "-" + architecture();
  }

  private static byte[] resource(Class<?> owner, String file) {
    try (InputStream in = owner.getResourceAsStream(file)) {
      if (in == null) {
        throw new KernelException("find " + file, Errno.ENOENT, "it isn't built for this machine");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /// As `uname -m` has it.
  public static String architecture() {
    String java = System.getProperty("os.arch");
    return java.equals("amd64") ? "x86_64" : java;
  }
}
