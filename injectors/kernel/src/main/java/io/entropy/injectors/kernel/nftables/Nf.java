package io.entropy.injectors.kernel.nftables;

/// Numbers of `linux/netfilter/nfnetlink.h` and `nf_tables.h`, under their kernel names less the
/// `NFTA_` or `NFT_` in front.
final class Nf {
  static final int NETLINK_NETFILTER = 12;

  /// `struct nfgenmsg`: family, version, resource id (big-endian).
  static final int HEADER = 4;

  static final int SUBSYSTEM = 10;
  static final int BATCH_BEGIN = 0x10;
  static final int BATCH_END = 0x11;

  static final int NEWTABLE = 0;
  static final int GETTABLE = 1;
  static final int DELTABLE = 2;
  static final int NEWCHAIN = 3;
  static final int DELCHAIN = 5;
  static final int NEWRULE = 6;
  static final int GETRULE = 7;
  static final int DELRULE = 8;
  static final int NEWSET = 9;
  static final int DELSET = 11;
  static final int NEWSETELEM = 12;
  static final int GETSETELEM = 13;
  static final int DELSETELEM = 14;
  static final int NEWGEN = 15;
  static final int GETGEN = 16;

  static final int LIST_ELEM = 1;

  static final int TABLE_NAME = 1;
  static final int TABLE_FLAGS = 2;
  static final int TABLE_OWNER = 7;
  static final int TABLE_F_OWNER = 2;

  static final int CHAIN_TABLE = 1;
  static final int CHAIN_NAME = 3;
  static final int CHAIN_HOOK = 4;
  static final int CHAIN_POLICY = 5;
  static final int CHAIN_TYPE = 7;
  static final int HOOK_HOOKNUM = 1;
  static final int HOOK_PRIORITY = 2;
  static final int HOOK_DEV = 3;

  static final int RULE_TABLE = 1;
  static final int RULE_CHAIN = 2;
  static final int RULE_EXPRESSIONS = 4;
  static final int RULE_USERDATA = 7;

  static final int SET_TABLE = 1;
  static final int SET_NAME = 2;
  static final int SET_FLAGS = 3;
  static final int SET_KEY_TYPE = 4;
  static final int SET_KEY_LEN = 5;
  static final int SET_ID = 10;
  static final int SET_USERDATA = 13;
  static final int SET_TIMEOUT_FLAG = 0x10;

  /// The `mark` type of nft(8): a 32-bit value in the machine's byte order.
  static final int TYPE_MARK = 19;

  static final int SET_ELEM_LIST_TABLE = 1;
  static final int SET_ELEM_LIST_SET = 2;
  static final int SET_ELEM_LIST_ELEMENTS = 3;
  static final int SET_ELEM_KEY = 1;
  static final int SET_ELEM_TIMEOUT = 4;
  static final int SET_ELEM_EXPIRATION = 5;

  static final int DATA_VALUE = 1;
  static final int DATA_VERDICT = 2;
  static final int VERDICT_CODE = 1;
  static final int VERDICT_CHAIN = 2;

  static final int EXPR_NAME = 1;
  static final int EXPR_DATA = 2;
  static final int COUNTER_BYTES = 1;
  static final int COUNTER_PACKETS = 2;
  static final int IMMEDIATE_DREG = 1;
  static final int IMMEDIATE_DATA = 2;
  static final int GEN_ID = 1;

  private Nf() {}

  /// The netlink message type of an nf_tables message.
  static int type(int message) {
    return SUBSYSTEM << 8 | message;
  }
}
