package io.entropy.injectors.drop.model;

import io.entropy.api.text.Percent;
import io.entropy.injectors.drop.model.LossModel.FourState;
import io.entropy.injectors.drop.model.LossModel.GilbertElliott;

/// Models by their numbers, in per cent.
final class Models {
  private Models() {}

  static GilbertElliott gilbertElliott(double p, double r, double h, double k) {
    return new GilbertElliott(new Percent(p), new Percent(r), new Percent(h), new Percent(k));
  }

  static FourState fourState(double p13, double p31, double p32, double p23, double p14) {
    return new FourState(
        new Percent(p13), new Percent(p31), new Percent(p32), new Percent(p23), new Percent(p14));
  }
}
