package io.entropy.injectors.kernel.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.fault.Dialect.Words;
import io.entropy.injectors.kernel.nftables.BatchRefusedException;
import io.entropy.injectors.kernel.sys.Errno;
import org.junit.jupiter.api.Test;

class DialectTest {
  private final Dialect dialect = new Dialect(true, true);
  private final Words all = dialect.words();

  private static BatchRefusedException refused(String operation, int errno) {
    return new BatchRefusedException(operation, errno, "", 0);
  }

  @Test
  void goesWithoutOwnersWhenTheKernelDoesNotKnowThem() {
    assertThat(dialect.learn(refused("add table entropy_x", Errno.EOPNOTSUPP), all)).isTrue();
    assertThat(dialect.words()).isEqualTo(new Words(false, true, true));
  }

  @Test
  void goesWithoutSilentLossWhenTheKernelDoesNotKnowIt() {
    assertThat(dialect.learn(refused("add rule to f1_hit", Errno.ENOENT), all)).isTrue();
    assertThat(dialect.words()).isEqualTo(new Words(true, false, true));
  }

  @Test
  void queuesByTheTargetOfIptablesWhenTheKernelHasNoExpressionForIt() {
    assertThat(dialect.learn(refused("add rule to enqueue", Errno.ENOENT), all)).isTrue();
    assertThat(dialect.words()).isEqualTo(new Words(true, true, false));
    assertThat(dialect.learn(refused("add rule to enqueue", Errno.ENOENT), dialect.words()))
        .isFalse();
  }

  @Test
  void twoAttemptsThatFailAtOnceAreBothTriedAgain() {
    BatchRefusedException refused = refused("add table entropy_x", Errno.EINVAL);
    assertThat(dialect.learn(refused, all)).isTrue();
    assertThat(dialect.learn(refused, all)).isTrue();
    assertThat(dialect.learn(refused, dialect.words())).isFalse();
  }

  @Test
  void anythingElseIsAnError() {
    assertThat(dialect.learn(refused("add table entropy_x", Errno.EPERM), all)).isFalse();
    assertThat(dialect.learn(refused("add rule to faults", Errno.ENOENT), all)).isFalse();
    assertThat(dialect.words()).isEqualTo(all);
  }
}
