/// What needs a kernel that this machine may not have: suites that run in a small virtual machine
/// (`e2e/vm/vm`), and the test that starts it. Read [NetemInGuestIT] first.
@NullMarked
package io.entropy.e2e.vm;

import org.jspecify.annotations.NullMarked;
