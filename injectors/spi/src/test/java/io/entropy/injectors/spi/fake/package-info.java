/// Fakes of this module's seams, all in memory, for the tests of those who use them: an engine
/// ([io.entropy.injectors.spi.fake.FakeContainerRuntime]), an injector
/// ([io.entropy.injectors.spi.fake.FakeInjectorProvider]) with the faults it makes
/// ([io.entropy.injectors.spi.fake.FakeFaults]), and a clock that only tests move. Any thread.
@NullMarked
package io.entropy.injectors.spi.fake;

import org.jspecify.annotations.NullMarked;
