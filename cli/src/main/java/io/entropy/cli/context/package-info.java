/// Contexts: names for managers and engines, in a file of the user's. Read
/// [io.entropy.cli.context.Contexts] first; only [io.entropy.cli.context.ContextYaml] knows YAML.
@NullMarked
package io.entropy.cli.context;

import org.jspecify.annotations.NullMarked;
