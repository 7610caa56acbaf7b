#include "config/yielding.h"

#include <algorithm>
#include <string>

namespace config {
namespace {

/// What a path is for besides intelligence: "class 'software'"; empty when it is for nothing else.
std::string besides_intelligence(const policy::Document& document, const policy::Path& path) {
  constexpr auto kIntelligence = policy::ContentClass::Intelligence;
  for (const auto content : path.classes) {
    if (content != kIntelligence) return std::string{"class '"} + policy::word(content) + "'";
  }
  for (const auto& id : path.feeds) {
    const auto feed = std::ranges::find(document.feeds, id, &policy::FeedRules::id);
    if (feed != document.feeds.end() && feed->content != kIntelligence) {
      return "feed '" + id.text() + "' of class '" + policy::word(feed->content) + "'";
    }
  }
  return {};
}

void check_no_evidence(Problems& problems, const policy::Document& document,
                       const policy::NoEvidence& no_evidence, const std::string& besides) {
  using Then = policy::NoEvidence::Then;
  const Spot at{no_evidence.mark.line, 0};
  if (no_evidence.then == Then::Open && !besides.empty()) {
    problems.add(at, "a gate opens without evidence for intelligence only, and this path is for " +
                         besides + "; say hold or ask");
  }
  if (no_evidence.then == Then::Ask && document.bypass.normal.empty()) {
    problems.warn(at, "nobody could judge what lacks evidence: no 'bypass' says whom to ask");
  }
}

}  // namespace

void check_yielding(Problems& problems, const policy::Document& document) {
  for (const auto& path : document.paths) {
    const auto besides = besides_intelligence(document, path);
    if (path.no_evidence) check_no_evidence(problems, document, *path.no_evidence, besides);
    const bool advances =
        path.freshness && path.freshness->then == policy::Freshness::Then::Advance;
    if (advances && !besides.empty()) {
      problems.warn({path.freshness->mark.line, 0},
                    "'advance' lets " + besides +
                        " skip soak, approval and window when it was held back for so long; it is "
                        "meant for intelligence");
    }
  }
}

}  // namespace config
