#include "config/evidence.h"

#include <algorithm>

#include "policy/journey.h"

namespace config {
namespace {

/// Whether a feed's clients say which release they run.
bool confirms(FeedKind kind) {
  switch (kind) {
    case FeedKind::Clamav:
      return true;  // freshclam asks with the build time of its own database.
    case FeedKind::Files:
      return false;
  }
  return false;
}

void check_confirmed(Problems& problems, const policy::Path& path, const FeedSpec& feed) {
  if (confirms(feed.kind)) return;
  for (const auto& stage : path.stages) {
    if (!stage.gate || !stage.gate->confirmed) continue;
    problems.add({stage.gate->mark.line, 0},
                 "this gate never opens for feed '" + feed.id.text() +
                     "': its clients do not say what they run, so nothing is 'confirmed'",
                 "ask for 'survived'");
  }
}

// Once for the whole policy: it is true of every gate alike.
void check_failed(Problems& problems, const policy::Document& document) {
  for (const auto& path : document.paths) {
    for (const auto& stage : path.stages) {
      if (!stage.gate || !stage.gate->failed) continue;
      problems.warn({stage.gate->mark.line, 0},
                    "no feed's clients report failures to this version; 'failed' limits what "
                    "monitoring and people report");
      return;
    }
  }
}

void check_silence(Problems& problems, const policy::Document& document, const policy::Path& path) {
  for (std::size_t i = 0; i < path.stages.size(); ++i) {
    const auto& gate = path.stages[i].gate;
    if (!gate || !gate->silent) continue;
    for (const auto& id : policy::watched_by(path, i)) {
      const auto group = std::ranges::find(document.groups, id, &policy::Group::id);
      if (group == document.groups.end() || !group->ephemeral) continue;
      problems.warn({gate->mark.line, 0}, "'silent' finds nothing in '" + id.text() +
                                              "', whose devices come and go (ephemeral, line " +
                                              std::to_string(group->mark.line) + ")");
    }
  }
}

}  // namespace

void check_evidence(Problems& problems, const policy::Document& document,
                    const std::vector<FeedSpec>& feeds) {
  for (std::size_t i = 0; i < feeds.size(); ++i) {
    const auto* const path = policy::path_of(document, document.feeds[i]);
    if (path != nullptr) check_confirmed(problems, *path, feeds[i]);
  }
  check_failed(problems, document);
  for (const auto& path : document.paths) check_silence(problems, document, path);
}

}  // namespace config
