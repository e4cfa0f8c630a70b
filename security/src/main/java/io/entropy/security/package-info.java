/// Who is who on the network: a certificate authority, the certificates it issues, their files, and
/// the tokens by which machines join. Values and files only: no connections, no state, any thread.
///
/// Start with [io.entropy.security.CertificateAuthority]. The subject of a certificate is an
/// [io.entropy.security.Identity]: the name in its CN, the [io.entropy.security.Role] in its OU.
@NullMarked
package io.entropy.security;

import org.jspecify.annotations.NullMarked;
