/// What is kept: the kinds of objects, their names and their indexes. Values only, no state.
@NullMarked
package io.entropy.store.model;

import org.jspecify.annotations.NullMarked;
