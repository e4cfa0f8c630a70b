package io.entropy.cli.host;

import io.entropy.agent.journal.Journal;
import io.entropy.agent.journal.StateDir;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.cli.ExitCode;
import io.entropy.cli.HostOption;
import io.entropy.injectors.spi.ContainerRuntime.EngineInfo;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy doctor`: what works on this host, what doesn't, and why. Exit code 0 when everything
/// does, 4 when something is missing.
@Command(
    name = "doctor",
    description = "Tells what works on this host, and what doesn't and why.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private HostOption host = new HostOption();

  private boolean healthy = true;

  @Override
  public Integer call() throws Exception {
    say(true, "java", Runtime.version().toString());
    say(true, "kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    say(true, "user", System.getProperty("user.name"));
    engine();
    journal();
    try (HostInjectors here = HostInjectors.open(host.endpoint())) {
      for (MechanismStatus mechanism : here.injectors().probe()) {
        say(mechanism);
      }
    } catch (RuntimeUnavailableException e) {
      say(false, "Docker endpoint", String.valueOf(e.getMessage()));
    }
    System.out.println();
    System.out.println(
        healthy
            ? "Everything works."
            : "What is marked NO is missing here; what needs it is refused, the rest works."
                + " Network faults need CAP_SYS_ADMIN and CAP_NET_ADMIN: run as root.");
    return healthy ? ExitCode.OK : ExitCode.ERROR;
  }

  private void engine() {
    try (HostInjectors here = HostInjectors.open(host.endpoint())) {
      EngineInfo engine = here.runtime().info();
      say(true, "Docker engine", engine.version() + " on " + engine.name());
    } catch (RuntimeUnavailableException e) {
      say(false, "Docker engine", String.valueOf(e.getMessage()));
    }
  }

  private void journal() {
    StateDir stateDir = StateDir.of(System.getenv());
    String session = HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
    try (Journal _ = Journal.create(stateDir, session)) {
      say(true, "journal", "undo records are kept in " + stateDir.path());
    } catch (IOException e) {
      say(false, "journal", String.valueOf(e.getMessage()));
    }
  }

  private void say(MechanismStatus mechanism) {
    if (!mechanism.getAvailable() && mechanism.getDispensable()) {
      print("no", mechanism.getName(), mechanism.getDetail() + " (others do most of it)");
    } else {
      say(mechanism.getAvailable(), mechanism.getName(), mechanism.getDetail());
    }
  }

  private void say(boolean works, String what, String detail) {
    healthy &= works;
    print(works ? "yes" : "NO", what, detail);
  }

  private static void print(String answer, String what, String detail) {
    System.out.printf("%-4s %-34s %s%n", answer, what, detail);
  }
}
