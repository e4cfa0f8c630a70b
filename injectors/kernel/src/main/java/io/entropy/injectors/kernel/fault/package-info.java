/// Network faults as values, and the plan that holds those of one network namespace in the kernel.
///
/// A fault is a rule that is always there but works only while its lease (an expiring set element)
/// lives: *arm* adds the rule, *release* adds the lease, the kernel ends the fault by itself when
/// nobody renews it. Everything of one process in one namespace is in tables of its own, named
/// after its session.
///
/// Thread model: everything here is thread-safe; a plan serialises its own operations. Read
/// [NamespacePlan] first, then [Fault], [FaultTable] (what is in the kernel) and [Strays] (what a
/// process that died may have left).
@NullMarked
package io.entropy.injectors.kernel.fault;

import org.jspecify.annotations.NullMarked;
