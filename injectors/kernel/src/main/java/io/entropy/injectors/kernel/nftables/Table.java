package io.entropy.injectors.kernel.nftables;

/// The identity of a table in one namespace: names are unique within a family.
public record Table(Family family, String name) {
  @Override
  public String toString() {
    return family.label() + " " + name;
  }
}
