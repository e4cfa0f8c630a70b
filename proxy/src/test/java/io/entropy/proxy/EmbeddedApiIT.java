package io.entropy.proxy;

import java.io.IOException;

/// The suite, against a server of ours in this JVM.
class EmbeddedApiIT extends ApiSuite {

  @Override
  protected ServerUnderTest server() throws IOException {
    return Embedded.underTest(Embedded.start());
  }
}
