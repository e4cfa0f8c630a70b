package io.entropy.injectors.stress;

import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.kernel.sys.Libc;
import io.entropy.injectors.kernel.sys.NativeMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// `entropy-stress`, held in memory for as long as this JVM runs: there is no file that somebody
/// could change or that could be left behind. Any thread.
final class StressProgram {
  private static final String NAME = "entropy-stress";

  private StressProgram() {}

  /// A path that this JVM's children execute it by.
  ///
  /// @throws KernelException when it wasn't built for this machine
  static String path() {
    return Loaded.PATH;
  }

  /// As `uname -m` has it.
  static String architecture() {
    String java = System.getProperty("os.arch");
    return java.equals("amd64") ? "x86_64" : java;
  }

  static boolean isBuilt() {
    return StressProgram.class.getResource(file()) != null;
  }

  private static String file() {
    return NAME + "-" + architecture();
  }

  private static String load() {
    byte[] bytes = resource();
    int fd = Libc.executableMemory(NAME);
    NativeMemory memory = new NativeMemory(bytes.length);
    memory.buffer().put(bytes);
    long written = Libc.write(fd, memory, bytes.length);
    if (written != bytes.length) {
      Libc.close(fd);
      throw new KernelException("write " + NAME, written < 0 ? (int) -written : Errno.EINTR, "");
    }
    return "/proc/" + ProcessHandle.current().pid() + "/fd/" + fd;
  }

  private static byte[] resource() {
    try (InputStream in = StressProgram.class.getResourceAsStream(file())) {
      if (in == null) {
        throw new KernelException(
            "find " + file(), Errno.ENOENT, "it isn't built for this machine");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(file(), e);
    }
  }

  private static final class Loaded {
    static final String PATH = load();
  }
}
