/// The performance claims, each measured beside its peer or limit in one run.
///
/// [io.entropy.bench.Main] runs the benches one after the other in its main thread; a bench makes
/// what it needs through [io.entropy.bench.host.Workbench], interleaves what it compares, and
/// prints one [io.entropy.bench.measure.Report]. Read `Main`, then `inject.InjectBench`.
@NullMarked
package io.entropy.bench;

import org.jspecify.annotations.NullMarked;
