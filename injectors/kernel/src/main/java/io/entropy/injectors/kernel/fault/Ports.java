package io.entropy.injectors.kernel.fault;

/// A range of TCP or UDP ports, both ends included.
public record Ports(int first, int last) {
  public Ports {
    if (first < 0 || last > 0xffff || first > last) {
      throw new IllegalArgumentException("not a port range: " + first + "-" + last);
    }
  }

  boolean overlap(Ports other) {
    return first <= other.last && other.first <= last;
  }

  public static Ports of(int port) {
    return new Ports(port, port);
  }
}
