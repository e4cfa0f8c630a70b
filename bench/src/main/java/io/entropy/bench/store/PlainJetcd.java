package io.entropy.bench.store;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;

/// The least that the store's transactions can cost: one loop that sends the same ones (a compare
/// on one key's revision, that key and an object's written, both of the sizes that the store
/// writes) and waits for each.
final class PlainJetcd implements AutoCloseable {
  private static final ByteSequence COMMIT = bytes("plain/@commit");

  private final Client client;
  private final KV kv;
  private final ByteSequence record;
  private final ByteSequence object;
  private long revision;

  PlainJetcd(String member, int recordBytes, int objectBytes) {
    client = Client.builder().endpoints("http://" + member).build();
    kv = client.getKVClient();
    record = bytes("r".repeat(recordBytes));
    object = bytes("o".repeat(objectBytes));
  }

  /// Transactions a second.
  double rate(long nanos) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    int done = 0;
    while (System.nanoTime() - start < nanos) {
      TxnResponse answer =
          kv.txn()
              .If(new Cmp(COMMIT, Cmp.Op.EQUAL, CmpTarget.modRevision(revision)))
              .Then(
                  Op.put(COMMIT, record, PutOption.DEFAULT),
                  Op.put(bytes("plain/injection-" + done % 16), object, PutOption.DEFAULT))
              .Else(Op.get(COMMIT, GetOption.DEFAULT))
              .commit()
              .get();
      if (!answer.isSucceeded()) {
        throw new IllegalStateException("somebody else writes to this etcd");
      }
      revision = answer.getHeader().getRevision();
      done++;
    }
    return done * 1e9 / (System.nanoTime() - start);
  }

  private static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
