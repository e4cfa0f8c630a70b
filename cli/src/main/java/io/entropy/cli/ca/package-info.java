/// `entropy ca`: the certificate authority of a platform, as files. Asks no manager.
@NullMarked
package io.entropy.cli.ca;

import org.jspecify.annotations.NullMarked;
