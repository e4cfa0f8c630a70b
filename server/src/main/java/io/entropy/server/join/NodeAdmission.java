package io.entropy.server.join;

import io.entropy.api.v1.NodeCertificate;
import io.entropy.api.v1.NodeCertificateStatus;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.model.Kinds;
import java.util.Optional;

/// What admins do to nodes' certificates. A node is named by its id, else by its name; one that has
/// never been here may be named by its id, too.
public record NodeAdmission(Store store) {

  /// Refuses every certificate of the node, and that it joins.
  ///
  /// @return its id
  /// @throws StoreException `NOT_FOUND` when nothing is known of it
  public String revoke(String node) {
    return store.update(tx -> {
      String id = id(tx, node);
      put(tx, id, NodeCertificateStatus.newBuilder().setRevoked(true).build());
      return id;
    });
  }

  /// Forgets its certificates: none is taken for the node's, but it may join anew.
  ///
  /// @throws StoreException `NOT_FOUND` when it has none
  public void readmit(String node) {
    store.update(tx -> {
      String id = id(tx, node);
      put(tx, id, NodeCertificateStatus.getDefaultInstance());
      return id;
    });
  }

  private static String id(io.entropy.store.Snapshot snapshot, String node) {
    if (snapshot.get(Kinds.NODE_CERTIFICATES, node).isPresent()
        || snapshot.get(Kinds.NODES, node).isPresent()) {
      return node;
    }
    return snapshot.all(Kinds.NODES).stream()
        .filter(n -> n.getSpec().getName().equals(node))
        .map(io.entropy.api.v1.Node::getId)
        .findFirst()
        .orElseThrow(
            () -> new StoreException(StoreException.Code.NOT_FOUND, "there is no node " + node));
  }

  private static void put(
      io.entropy.store.Transaction tx, String id, NodeCertificateStatus status) {
    Optional<NodeCertificate> known = tx.get(Kinds.NODE_CERTIFICATES, id);
    if (known.isPresent()) {
      tx.update(Kinds.NODE_CERTIFICATES, known.get().toBuilder().setStatus(status).build());
    } else {
      tx.create(
          Kinds.NODE_CERTIFICATES,
          NodeCertificate.newBuilder().setId(id).setStatus(status).build());
    }
  }
}
