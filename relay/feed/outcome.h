#pragma once

#include <optional>
#include <string>

#include "relay/catalog/checks.h"
#include "relay/feed/feed.h"

/// How a survey went, in the catalog's and in people's terms. Values in, values out.
namespace relay::feed {

/// The part, its version if it came so far, and what was wrong with it: "main 63: its signature …";
/// the latter alone where it is all of the feed.
std::string sentence(const Fault& fault);

/// What the row of a check is made from.
struct Surveyed {
  policy::FeedId feed;
  const Survey& survey;
  std::optional<policy::VersionText> accepted{};  ///< The release that comes of it, if one does.
  std::optional<policy::VersionText> back{};      ///< The older one that the vendor went back to.
  std::optional<catalog::CheckRow> before{};      ///< The row of the check before.
  policy::Instant now{};
  policy::Span every{0};
  double fraction = 0;  ///< Chance, in [0, 1).
};

/// The check failed when the vendor, the wire or the disk may be better soon, or when all of the
/// feed was refused. A refused part is an alarm: it does not make the check of the others a failed
/// one. Next: after `every` and up to 5 %; after a back-off, and not before the vendor wishes, when
/// asking again may help (what was refused is as wrong in a minute).
catalog::CheckRow check_row(const Surveyed& surveyed);

/// No row's next attempt is further than this from its time.
policy::Span longest_wait(policy::Span every);

}  // namespace relay::feed
