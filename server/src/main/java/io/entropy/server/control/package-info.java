/// What users ask of a manager: policies, halting, and lists of what there is. Stateless; any
/// thread.
@NullMarked
package io.entropy.server.control;

import org.jspecify.annotations.NullMarked;
