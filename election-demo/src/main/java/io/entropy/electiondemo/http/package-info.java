/// What a voter tells about itself over HTTP: `/status` (JSON), `/healthz` (200 or 503 with the
/// reason) and `/metrics` (Prometheus text format 0.0.4).
///
/// Each request runs on a virtual thread of its own and reads only what the voter published; a slow
/// client can't hold up the election. Read [StatusServer] first.
@NullMarked
package io.entropy.electiondemo.http;

import org.jspecify.annotations.NullMarked;
