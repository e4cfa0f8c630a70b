package io.entropy.injectors.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can't be is refused, and nothing changes.
class RefusalIT extends OnShapedContainers {

  @Test
  void aQdiscOfSomebodyElseStaysAndTheFaultIsRefused() throws Exception {
    tc(
        "add", "dev", "eth0", "root", "handle", "1:", "tbf", "rate", "1gbit", "burst", "64kb",
        "limit", "1mb");
    try {
      String before = tc("show", "dev", "eth0");
      assertRefused(session(), "rate=1mbit direction=send", "eth0 has a qdisc already, `tbf 1:`");
      assertThat(tc("show", "dev", "eth0")).isEqualTo(before);
      // What is received doesn't go by it.
      try (Started rate = session().start(new RateProvider(), target(), "rate=1mbit")) {
        assertThat(rate.fault().verify().active()).isTrue();
        assertThat(tc("show", "dev", "eth0")).isEqualTo(before);
      }
      assertThat(tc("show", "dev", "eth0")).isEqualTo(before);
    } finally {
      tc("del", "dev", "eth0", "root");
    }
  }

  /// With our kind and our handle, but not with our mark.
  @Test
  void anHtbThatLooksLikeOursIsNotTakenForOurs() throws Exception {
    String handle;
    try (Started rate =
        session().arm(new RateProvider(), target().target(), "rate=1mbit direction=send")) {
      handle = rate.undo().details().getOrDefault("qdisc", "");
    }
    tc("add", "dev", "eth0", "root", "handle", handle, "htb");
    try {
      assertRefused(session(), "rate=1mbit direction=send", "`htb " + handle + "`");
      assertThat(tc("show", "dev", "eth0")).contains("htb " + handle);
    } finally {
      tc("del", "dev", "eth0", "root");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"send", "recv"})
  void aSecondProcessIsRefusedWhileTheFirstLimitsTheTarget(String direction) throws Exception {
    String parameters = "rate=1mbit direction=" + direction;
    try (InjectorSession another = new InjectorSession(new EngineRuntime());
        Started rate = session().start(new RateProvider(), target(), parameters)) {
      assertRefused(another, parameters, "another session");
      assertThat(rate.fault().verify().active()).isTrue();
    }
    try (InjectorSession another = new InjectorSession(new EngineRuntime());
        Started rate = another.start(new RateProvider(), target(), parameters)) {
      assertThat(rate.fault().verify().active()).as("afterwards").isTrue();
    }
  }

  @Test
  void anInterfaceThatIsNotThereIsNamed() {
    assertRefused(session(), "rate=1mbit interface=eth7", "no interface `eth7`");
  }

  private void assertRefused(InjectorSession session, String parameters, String why) {
    assertThatExceptionOfType(InjectorException.class)
        .isThrownBy(() -> session.start(new RateProvider(), target(), parameters))
        .withMessageContaining(why)
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.REFUSED));
  }

  private String tc(String... words) {
    String[] command = new String[words.length + 2];
    command[0] = "tc";
    command[1] = "qdisc";
    System.arraycopy(words, 0, command, 2, words.length);
    return inNetworkOf(target(), command);
  }
}
