/// UDP and TCP between network namespaces, with a count and a clock of their own: nothing here
/// knows what is done to the packets. Each class says which threads it has.
@NullMarked
package io.entropy.bench.traffic;

import org.jspecify.annotations.NullMarked;
