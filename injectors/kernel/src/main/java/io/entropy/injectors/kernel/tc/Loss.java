package io.entropy.injectors.kernel.tc;

/// How the network emulator loses packets.
public sealed interface Loss permits Chance, Loss.GilbertElliott, Loss.FourStates {
  /// Two states, good and bad, as tc-netem(8) has them under `gemodel`. All from 0 to 1.
  ///
  /// @param p from good to bad, at each packet
  /// @param r from bad to good
  /// @param h that a packet survives the bad state
  /// @param k that one survives the good state
  record GilbertElliott(double p, double r, double h, double k) implements Loss {
    public GilbertElliott {
      Chance.requireShares(p, r, h, k);
    }
  }

  /// The Markov chain of tc-netem(8)'s `state`: 1 received, 2 received within a burst, 3 lost
  /// within a burst, 4 lost by itself. All from 0 to 1; `pIJ` is the step from I to J.
  record FourStates(double p13, double p31, double p32, double p23, double p14) implements Loss {
    public FourStates {
      Chance.requireShares(p13, p31, p32, p23, p14);
    }
  }
}
