package io.entropy.e2e.failover;

import java.io.IOException;

/// What is done to the leader, and undone once another one leads.
enum Strike {
  KILLED {
    @Override
    void on(Candidate leader) throws InterruptedException {
      leader.kill();
    }

    @Override
    void undo(Candidate leader) throws IOException, InterruptedException {
      leader.start();
    }
  },

  STOPPED {
    @Override
    void on(Candidate leader) {
      leader.signal("STOP");
    }

    @Override
    void undo(Candidate leader) {
      leader.signal("CONT");
    }
  },

  /// Its connections to etcd break, and it can't make others.
  CUT_OFF {
    @Override
    void on(Candidate leader) throws IOException {
      leader.cutOff();
    }

    @Override
    void undo(Candidate leader) throws IOException {
      leader.heal();
    }
  },

  /// What it says to etcd gets there; it hears no answer.
  DEAF {
    @Override
    void on(Candidate leader) {
      leader.mute();
    }

    @Override
    void undo(Candidate leader) throws IOException {
      leader.heal();
    }
  };

  abstract void on(Candidate leader) throws IOException, InterruptedException;

  abstract void undo(Candidate leader) throws IOException, InterruptedException;
}
