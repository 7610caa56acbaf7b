#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/feeds/{feed}/contents?version=V&against=V2: what a release holds: {feed, release,
/// marks: {major, kernel, unknown, engine}, going_back: [{client, does}], against, all: {files,
/// bytes}, differences: {added, removed, changed, same}, files: [{path, role, media_type, size,
/// digest, modified, change, before: {size, digest}}], left_off, next}. With `against` only files
/// are listed that differ from that release's, each with its `change`: "added", "removed",
/// "changed"; of a removed one the older release tells, and size and digest are null. A file is the
/// same when its bytes are. `differences` counts {files, bytes} of each; null without `against`. In
/// slices (slice.h), in order of path; `left_off` counts what comes behind this one. Where the
/// table of a release's files is not in the store (the mirror fetches it again) `all` and `files`
/// are null.
http::Response get_contents(const Parts& parts, const Call& call);

}  // namespace relay::admin
