package io.entropy.proxy;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/// The suite, against Shopify's `toxiproxy-server` where that is on the PATH.
class ShopifyApiIT extends ApiSuite {
  private static @Nullable ServerUnderTest shopify;

  @BeforeAll
  static void launch() throws IOException {
    shopify =
        ServerProcess.ofShopify()
            .orElseGet(
                () -> Assumptions.abort("no toxiproxy-server is on the PATH: not run against it"));
  }

  @AfterAll
  static void end() throws Exception {
    if (shopify != null) {
      shopify.close();
    }
  }

  @Override
  protected ServerUnderTest server() {
    return Objects.requireNonNull(shopify);
  }

  @Override
  protected void release(ServerUnderTest used) {}
}
