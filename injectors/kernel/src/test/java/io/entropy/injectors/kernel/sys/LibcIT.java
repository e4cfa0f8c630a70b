package io.entropy.injectors.kernel.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LibcIT {
  @Test
  void aFailureIsItsOwnThreadsErrno() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results =
          IntStream.range(0, 200)
              .mapToObj(i ->
                  threads.submit(
                      () -> i % 2 == 0 ? Libc.open("/no/such/file") : Libc.setnsNetwork(-1)))
              .toList();
      for (int i = 0; i < 200; i++) {
        Future<Integer> result = results.get(i);
        assertThat(result.get()).isEqualTo(i % 2 == 0 ? -Errno.ENOENT : -Errno.EBADF);
      }
    }
  }
}
