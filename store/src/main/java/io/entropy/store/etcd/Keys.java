package io.entropy.store.etcd;

import io.entropy.store.model.Kind;
import io.entropy.store.model.Kinds;
import io.etcd.jetcd.ByteSequence;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The keys under one prefix. A value.
final class Keys {
  private static final Map<String, Kind<?>> KINDS =
      Kinds.ALL.stream().collect(Collectors.toMap(Kind::name, Function.identity()));

  private final String root;

  /// An object's place; kind is null when this version of Entropy doesn't know it.
  record ObjectKey(@Nullable Kind<?> kind, String id) {}

  Keys(String prefix) {
    this.root = prefix + "/";
  }

  /// The start of every key.
  ByteSequence all() {
    return bytes(root);
  }

  ByteSequence commit() {
    return bytes(root + "@commit");
  }

  ByteSequence lease(String name) {
    return bytes(root + "@lease/" + name);
  }

  ByteSequence object(Kind<?> kind, String id) {
    return bytes(root + kind.name() + "/" + id);
  }

  /// The object that a key is of; null when it's another thing's.
  @Nullable ObjectKey object(ByteSequence key) {
    String path = key.toString(StandardCharsets.UTF_8).substring(root.length());
    int slash = path.indexOf('/');
    return path.startsWith("@") || slash < 0
        ? null
        : new ObjectKey(KINDS.get(path.substring(0, slash)), path.substring(slash + 1));
  }

  static @Nullable Kind<?> kind(String name) {
    return KINDS.get(name);
  }

  static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }
}
