package io.entropy.api.text;

/// TCP or UDP ports from `first` to `last`, both included, within 1–65535.
public record PortRange(int first, int last) {
  public static final int MOST = 65535;

  public PortRange {
    if (first < 1 || last > MOST || first > last) {
      throw new IllegalArgumentException("not a port range: " + first + "-" + last);
    }
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
