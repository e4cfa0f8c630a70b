package io.entropy.bench.thousand;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Sleeping processes, each alone in a network namespace. A shell made them all and ends them when
/// its standard input ends, which it does however this JVM ends.
final class Namespaces implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      pids=
      for _ in $(seq "$0"); do
        unshare -n /bin/busybox sleep 86400 </dev/null >/dev/null 2>&1 &
        pids="$pids $!"
        echo $!
      done
      read -r _
      kill -KILL $pids
      wait 2>/dev/null
      """;

  private final Process shell;
  private final List<NetworkNamespace> namespaces = new ArrayList<>();
  private final List<Long> pids = new ArrayList<>();

  private Namespaces(Process shell) {
    this.shell = shell;
  }

  static Namespaces make(int count) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("bash", "-c", SCRIPT, Integer.toString(count))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Namespaces made = new Namespaces(shell);
    try {
      made.await(count);
      return made;
    } catch (IOException | InterruptedException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private void await(int count) throws IOException, InterruptedException {
    BufferedReader printed = shell.inputReader();
    for (int i = 0; i < count; i++) {
      String pid = printed.readLine();
      if (pid == null) {
        throw new IOException("the shell made only " + i + " of " + count + " processes");
      }
      pids.add(Long.valueOf(pid));
    }
    long own = NetworkNamespace.own().inode();
    Set<Long> inodes = new HashSet<>();
    for (long pid : pids) {
      NetworkNamespace namespace = NetworkNamespace.ofProcess(pid);
      while (namespace.inode() == own) {
        Thread.sleep(1); // it hasn't got there yet
        namespace = NetworkNamespace.ofProcess(pid);
      }
      namespaces.add(namespace);
      inodes.add(namespace.inode());
    }
    if (inodes.size() != count) {
      throw new IOException("only " + inodes.size() + " namespaces of " + count);
    }
  }

  List<NetworkNamespace> all() {
    return namespaces;
  }

  List<Long> pids() {
    return pids;
  }

  /// Ends all processes, and waits for that.
  @Override
  public void close() throws IOException {
    shell.getOutputStream().close();
    int _ = shell.onExit().join().exitValue();
    for (long pid : pids) {
      if (ProcessHandle.of(pid).isPresent()) {
        throw new IOException("process " + pid + " is still there");
      }
    }
  }
}
