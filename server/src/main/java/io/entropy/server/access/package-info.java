/// Who calls, whether they may, and the record of what they did.
///
/// Every call goes through one [io.entropy.server.access.Gate], which knows by
/// [io.entropy.server.access.Permissions] which role it needs: gRPC and its REST form through
/// `GateInterceptor`, by the method that is about to run and not by any path; plain HTTP services
/// through `GatedService`. Who calls is decided by the certificate of the TLS connection alone.
/// Changes are audited in their own transaction by [io.entropy.server.access.AuditingStore],
/// refusals by [io.entropy.server.access.RefusalLog]. Any thread.
@NullMarked
package io.entropy.server.access;

import org.jspecify.annotations.NullMarked;
