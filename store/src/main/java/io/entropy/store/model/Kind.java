package io.entropy.store.model;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.entropy.api.v1.Meta;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A kind of object: how to read its id, meta and unique name, what it's indexed by, and how it's
/// parsed from bytes. There is one instance a kind, in [Kinds]; equality is identity.
public final class Kind<T> {
  private final String name;
  private final Function<T, String> id;
  private final Function<T, Meta> meta;
  private final BiFunction<T, Meta, T> withMeta;
  private final Function<T, @Nullable String> uniqueName;
  private final Parser<T> parser;
  private final List<Index<T>> indexes;

  Kind(
      String name,
      Function<T, String> id,
      Function<T, Meta> meta,
      BiFunction<T, Meta, T> withMeta,
      Function<T, @Nullable String> uniqueName,
      Parser<T> parser,
      List<IndexKeys<T>> indexes) {
    this.name = name;
    this.id = id;
    this.meta = meta;
    this.withMeta = withMeta;
    this.uniqueName = uniqueName;
    this.parser = parser;
    this.indexes = indexes.stream().map(i -> new Index<>(this, i.name(), i.keys())).toList();
  }

  /// What an index is made of, before its kind exists.
  record IndexKeys<T>(String name, Function<T, List<String>> keys) {}

  /// In the plural of the domain, e.g. `injections`; part of durable keys.
  public String name() {
    return name;
  }

  public String id(T object) {
    return id.apply(object);
  }

  public Meta meta(T object) {
    return meta.apply(object);
  }

  public T withMeta(T object, Meta newMeta) {
    return withMeta.apply(object, newMeta);
  }

  /// The object's name when names of this kind are unique (ignoring case), else null.
  public @Nullable String uniqueName(T object) {
    return uniqueName.apply(object);
  }

  public Parser<T> parser() {
    return parser;
  }

  /// The object as durable back ends keep it: its protobuf encoding, which [#parser] reads.
  public byte[] bytes(T object) {
    return ((MessageLite) object).toByteArray();
  }

  public List<Index<T>> indexes() {
    return indexes;
  }

  /// The index of that name.
  Index<T> index(String indexName) {
    return indexes.stream().filter(i -> i.name().equals(indexName)).findFirst().orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }
}
