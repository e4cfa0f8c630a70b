package io.entropy.cli;

import picocli.CommandLine.IVersionProvider;

/// What this build calls itself, from the jar's manifest.
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "entropy " + (version == null ? "(built from the sources)" : version),
      "java    " + Runtime.version(),
      "os      " + System.getProperty("os.name") + " " + System.getProperty("os.version")
    };
  }
}
