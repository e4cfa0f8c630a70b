package io.entropy.injectors.kernel.hotspot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The two files that a JVM needs to stand still for a session, as it names them: the agent's
/// library, the same for all sessions so that it's loaded once, and the session's control.
///
/// @param folder of the JVM's file system, without a slash at its end
public record AgentFiles(String folder, String session) {
  private static final List<String> FOLDERS =
      List.of("/tmp", "/var/tmp", "", "/run", "/dev/shm", "/var");

  /// Where this JVM can load a library from and files can be written; empty when there is no such
  /// folder.
  static Optional<AgentFiles> planned(JavaProcess jvm, String session) throws IOException {
    List<String[]> mounts =
        Files.readAllLines(Path.of("/proc", Long.toString(jvm.id().pid()), "mountinfo")).stream()
            .map(line -> line.split(" ", -1))
            .toList();
    return FOLDERS.stream()
        .filter(folder -> allows(mounts, folder))
        .filter(folder -> Files.isDirectory(jvm.reach(folder + "/")))
        .filter(folder -> Files.isWritable(jvm.reach(folder + "/")))
        .findFirst()
        .map(folder -> new AgentFiles(folder, session));
  }

  /// proc_pid_mountinfo(5): field 5 is the mount point, 6 its options; the last of the longest
  /// counts.
  private static boolean allows(List<String[]> mounts, String folder) {
    return mounts.stream()
        .filter(words -> (folder + "/").startsWith(words[4].equals("/") ? "/" : words[4] + "/"))
        .max(Comparator.comparingInt(words -> words[4].length()))
        .map(words -> List.of(words[5].split(",", -1)))
        .filter(options -> options.contains("rw") && !options.contains("noexec"))
        .isPresent();
  }

  String library() {
    return folder + "/.entropy-" + Library.NAME + ".so";
  }

  String control() {
    return folder + "/.entropy-" + session;
  }

  /// Writes both; what is there of the library is put in place at once or not at all.
  void write(JavaProcess jvm) throws IOException {
    Path control = jvm.reach(control());
    Path _ = Files.write(control, new byte[Control.BYTES]);
    give(control, jvm, "rw-------");
    Path library = jvm.reach(library());
    if (!Files.exists(library)) {
      Path fresh = library.resolveSibling(control.getFileName() + ".so");
      Path _ = Files.write(fresh, Library.BYTES);
      give(fresh, jvm, "r-xr-xr-x");
      Path _ = Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void give(Path file, JavaProcess jvm, String permissions) throws IOException {
    Path _ = Files.setAttribute(file, "unix:uid", jvm.user());
    Path _ = Files.setAttribute(file, "unix:gid", jvm.group());
    Path _ = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  /// Ends the session's pause, if one goes on, and deletes what is there.
  ///
  /// @return whether anything was
  public boolean delete(JavaProcess jvm) throws IOException {
    Path control = jvm.reach(control());
    if (Files.exists(control)) {
      Control.open(control).close();
    }
    Path fresh = control.resolveSibling(control.getFileName() + ".so");
    boolean any = false;
    for (Path file : List.of(fresh, jvm.reach(library()), control)) {
      any |= Files.deleteIfExists(file);
    }
    return any;
  }

  /// Of this machine's architecture, named after what is in it.
  private static final class Library {
    static final byte[] BYTES = read();
    static final String NAME = checksum();

    private static byte[] read() {
      String architecture = System.getProperty("os.arch");
      String file = "standstill-" + (architecture.equals("amd64") ? "x86_64" : architecture);
      try (InputStream in = AgentFiles.class.getResourceAsStream(file)) {
        return in == null ? new byte[0] : in.readAllBytes();
      } catch (IOException e) {
        throw new IllegalStateException(file, e);
      }
    }

    private static String checksum() {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(BYTES);
        return HexFormat.of().formatHex(digest, 0, 6);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
