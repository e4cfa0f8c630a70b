package io.entropy.api.text;

/// Reads one kind of value from text.
@FunctionalInterface
public interface TextReader<T> {

  T read(String text) throws TextException;
}
