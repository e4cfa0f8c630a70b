package io.entropy.store.state;

import java.util.List;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// One index: the ids under each key. No key is there without an id. An immutable value.
record KeyIds(TreePMap<String, TreePSet<String>> ids) {
  static final KeyIds EMPTY = new KeyIds(TreePMap.empty());

  /// The ids under that key, in order.
  TreePSet<String> of(String key) {
    TreePSet<String> found = ids.get(key);
    return found == null ? TreePSet.empty() : found;
  }

  /// The index after an object left some keys and came under others.
  KeyIds moved(String id, List<String> from, List<String> to) {
    TreePMap<String, TreePSet<String>> result = ids;
    for (String key : from) {
      TreePSet<String> left = result.getOrDefault(key, TreePSet.empty()).minus(id);
      result = left.isEmpty() ? result.minus(key) : result.plus(key, left);
    }
    for (String key : to) {
      result = result.plus(key, result.getOrDefault(key, TreePSet.empty()).plus(id));
    }
    return new KeyIds(result);
  }
}
