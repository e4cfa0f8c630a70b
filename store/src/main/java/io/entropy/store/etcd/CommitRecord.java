package io.entropy.store.etcd;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The value of the commit key: what one etcd transaction committed, so that every mirror tells its
/// watchers the same commits in the same order.
///
/// @param nonce who wrote it: unlike that of any other etcd transaction
record CommitRecord(String nonce, List<Entry> commits) {
  private static final int FORMAT = 1;

  /// One commit.
  record Entry(long version, List<Written> written) {}

  /// One object that a commit wrote.
  ///
  /// @param value what was written, when a later commit of the same record wrote the object again
  record Written(String kind, String id, Place place, ByteString value) {}

  /// Where the object is that was written.
  enum Place {
    /// Under its own key.
    KEY(0),
    /// In the record.
    RECORD(1),
    /// Nowhere: it was deleted.
    GONE(2);

    private final int number;

    Place(int number) {
      this.number = number;
    }

    static Place of(int number) throws IOException {
      for (Place place : values()) {
        if (place.number == number) {
          return place;
        }
      }
      throw new IOException("no place has the number " + number);
    }
  }

  long version() {
    return commits.getLast().version();
  }

  ByteString bytes() {
    var bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeUInt32NoTag(FORMAT);
      out.writeStringNoTag(nonce);
      out.writeUInt32NoTag(commits.size());
      for (Entry entry : commits) {
        out.writeUInt64NoTag(entry.version());
        out.writeUInt32NoTag(entry.written().size());
        for (Written written : entry.written()) {
          out.writeStringNoTag(written.kind());
          out.writeStringNoTag(written.id());
          out.writeEnumNoTag(written.place().number);
          out.writeBytesNoTag(written.value());
        }
      }
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory doesn't fail", e);
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }

  /// @throws StoreException `UNAVAILABLE` when a newer version of Entropy wrote it, `CORRUPT` when
  ///   none did
  static CommitRecord parse(byte[] bytes) {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    try {
      int format = in.readUInt32();
      if (format != FORMAT) {
        throw new StoreException(
            Code.UNAVAILABLE,
            "the store in etcd has format %d, this version of Entropy knows %d"
                .formatted(format, FORMAT));
      }
      String nonce = in.readString();
      List<Entry> commits = new ArrayList<>();
      for (int left = in.readUInt32(); left > 0; left--) {
        commits.add(new Entry(in.readUInt64(), written(in)));
      }
      return new CommitRecord(nonce, commits);
    } catch (IOException e) {
      throw new StoreException(Code.CORRUPT, "the commit record in etcd can't be read", e);
    }
  }

  private static List<Written> written(CodedInputStream in) throws IOException {
    List<Written> written = new ArrayList<>();
    for (int left = in.readUInt32(); left > 0; left--) {
      String kind = in.readString();
      String id = in.readString();
      Place place = Place.of(in.readEnum());
      written.add(new Written(kind, id, place, in.readBytes()));
    }
    return written;
  }
}
