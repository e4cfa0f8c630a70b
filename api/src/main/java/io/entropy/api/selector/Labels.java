package io.entropy.api.selector;

/// Labels of containers that mean something to Entropy.
public final class Labels {
  /// The Compose project that a container belongs to.
  public static final String COMPOSE_PROJECT = "com.docker.compose.project";

  /// On Entropy's own containers: what they're for. Those are never targets unless named.
  public static final String ROLE = "io.entropy.role";

  private Labels() {}
}
