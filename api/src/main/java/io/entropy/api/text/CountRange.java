package io.entropy.api.text;

/// Which whole numbers are valid in some place, both ends included.
public record CountRange(long least, long most) {

  public static CountRange positive() {
    return new CountRange(1, Long.MAX_VALUE);
  }

  public static CountRange notNegative() {
    return new CountRange(0, Long.MAX_VALUE);
  }

  /// `a whole number from 1 up`, `a whole number from 1 to 64`.
  public String expected() {
    return "a whole number from " + least + (most == Long.MAX_VALUE ? " up" : " to " + most);
  }
}
