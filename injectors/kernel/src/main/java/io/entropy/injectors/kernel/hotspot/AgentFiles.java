package io.entropy.injectors.kernel.hotspot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The files that a JVM needs to stand still for a session, as it names them: an agent and the
/// session's control, or a pipe. The library is the same for all sessions, so that it's loaded
/// once; a JVM reads the file of a Java agent each time, so that one is the session's.
///
/// @param folder of the JVM's file system, without a slash at its end
public record AgentFiles(String folder, String session, Technique technique) {
  private static final List<String> FOLDERS =
      List.of("/tmp", "/var/tmp", "", "/run", "/dev/shm", "/var");

  /// Where files can be written, and this JVM can load a library from if it's to; empty when there
  /// is no such folder.
  static Optional<AgentFiles> planned(JavaProcess jvm, String session, Technique technique)
      throws IOException {
    List<String[]> mounts =
        Files.readAllLines(Path.of("/proc", Long.toString(jvm.id().pid()), "mountinfo")).stream()
            .map(line -> line.split(" ", -1))
            .toList();
    return FOLDERS.stream()
        .filter(folder -> allows(mounts, folder, technique == Technique.LIBRARY))
        .filter(folder -> Files.isDirectory(jvm.reach(folder + "/")))
        .filter(folder -> Files.isWritable(jvm.reach(folder + "/")))
        .findFirst()
        .map(folder -> new AgentFiles(folder, session, technique));
  }

  /// proc_pid_mountinfo(5): field 5 is the mount point, 6 its options; the last of the longest
  /// counts.
  private static boolean allows(List<String[]> mounts, String folder, boolean executing) {
    return mounts.stream()
        .filter(words -> (folder + "/").startsWith(words[4].equals("/") ? "/" : words[4] + "/"))
        .max(Comparator.comparingInt(words -> words[4].length()))
        .map(words -> List.of(words[5].split(",", -1)))
        .filter(options -> options.contains("rw"))
        .filter(options -> !executing || !options.contains("noexec"))
        .isPresent();
  }

  String agent() {
    return technique == Technique.LIBRARY
        ? folder + "/.entropy-" + Library.NAME + ".so"
        : control() + ".jar";
  }

  String control() {
    return folder + "/.entropy-" + session;
  }

  String pipe() {
    return control() + ".pipe";
  }

  /// With what the attached JVM is told to `load` the agent.
  String[] loading() {
    return technique == Technique.LIBRARY
        ? new String[] {agent(), "true", session + ":" + control()}
        : pausing();
  }

  /// The same for the pause that the control describes.
  String[] pausing() {
    return technique == Technique.LIBRARY
        ? new String[] {agent(), "true", session}
        : new String[] {"instrument", "false", agent() + "=" + control()};
  }

  static boolean hasLibrary() {
    return Library.BYTES.length > 0;
  }

  /// Writes agent and control; what is there of the agent is put in place at once or not at all.
  void write(JavaProcess jvm) throws IOException {
    Path control = jvm.reach(control());
    Path _ = Files.write(control, new byte[Control.BYTES]);
    give(control, jvm, "rw-------");
    Path agent = jvm.reach(agent());
    if (!Files.exists(agent)) {
      Path fresh = fresh(control);
      Path _ =
          Files.write(fresh, technique == Technique.LIBRARY ? Library.BYTES : AgentJar.bytes());
      give(fresh, jvm, "r-xr-xr-x");
      Path _ = Files.move(fresh, agent, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static Path fresh(Path control) {
    return control.resolveSibling(control.getFileName() + ".new");
  }

  void give(Path file, JavaProcess jvm, String permissions) throws IOException {
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
      Control.open(jvm.id(), control).close();
    }
    Path pipe = jvm.reach(pipe());
    if (Files.exists(pipe)) {
      // Who waits for somebody to hold it doesn't any more.
      FileChannel.open(
              pipe, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
          .close();
    }
    boolean any = false;
    for (Path file : List.of(fresh(control), jvm.reach(agent()), control, pipe)) {
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
