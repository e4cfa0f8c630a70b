/// Loss models whose losses come in bursts: the two of netem, the Markov chains behind them, what
/// these do in the long run, and what they do to the packets of a queue. Pure but for
/// [io.entropy.injectors.drop.model.ChainLosses], which belongs to one thread. Read
/// [io.entropy.injectors.drop.model.LossModel] first.
@NullMarked
package io.entropy.injectors.drop.model;

import org.jspecify.annotations.NullMarked;
