package io.entropy.injectors.kernel.sys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelExceptionTest {
  @Test
  void saysWhatWasTriedTheErrorsNameAndTheKernelsOwnWords() {
    assertThat(new KernelException("add table t", Errno.EPERM, "not yours"))
        .hasMessage("add table t: EPERM (not yours)");
    assertThat(new KernelException("add table t", 4711, "")).hasMessage("add table t: errno 4711");
  }
}
