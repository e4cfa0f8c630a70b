/// The one object of what holds for everything together: the halt, and the bounds of all policies.
///
/// Read in any transaction through `ClusterObject`; users change the bounds through
/// `ClusterControl`. Any thread.
@NullMarked
package io.entropy.policymanager.cluster;

import org.jspecify.annotations.NullMarked;
