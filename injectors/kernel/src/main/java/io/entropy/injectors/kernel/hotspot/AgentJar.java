package io.entropy.injectors.kernel.hotspot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// The jar that a JVM loads [StandstillAgent] from, with that one class, built for an older Java
/// than the rest of us.
final class AgentJar {
  private AgentJar() {}

  static byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Agent-Class", StandstillAgent.class.getName());
    String file = StandstillAgent.class.getName().replace('.', '/') + ".class";
    try (InputStream in = AgentJar.class.getResourceAsStream("agent/" + file)) {
      if (in == null) {
        throw new UncheckedIOException(new IOException("agent/" + file + " isn't among our files"));
      }
      try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
        jar.putNextEntry(new JarEntry(file));
        long _ = in.transferTo(jar);
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
