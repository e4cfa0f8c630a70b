package io.entropy.store;

import io.entropy.store.model.Kind;

/// One atomic set of writes over a snapshot that shows them at once. Used by one thread, and only
/// inside the function that got it.
///
/// What it writes gets the version of the commit to be, and one time for `created` and `updated`.
/// An operation that is refused changes nothing; the transaction can go on after it.
public interface Transaction extends Snapshot {

  /// Adds an object; its meta is set by the store. Returns it as stored.
  ///
  /// @throws StoreException `EXISTS` or `NAME_CONFLICT`
  <T> T create(Kind<T> kind, T object);

  /// Replaces an object. The version in its meta must be the stored one, which is that of the
  /// object last returned when this transaction wrote it before. Returns it as stored.
  ///
  /// @throws StoreException `NOT_FOUND`, `SEQUENCE_CONFLICT` or `NAME_CONFLICT`
  <T> T update(Kind<T> kind, T object);

  /// Removes an object.
  ///
  /// @throws StoreException `NOT_FOUND`
  void delete(Kind<?> kind, String id);
}
