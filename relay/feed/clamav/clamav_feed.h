#pragma once

#include <array>

#include "relay/feed/clamav/settings.h"
#include "relay/feed/feed.h"

namespace relay::feed::clamav {

/// ClamAV's databases. A release is the set of all of them: when one is newer, it is a new release;
/// one that is wrong keeps its last good version in it. What the files look like stands in the
/// headers of this folder, what is served in the README.
class ClamavFeed final : public Feed {
 public:
  explicit ClamavFeed(Settings settings);

  static constexpr std::array<GoesBack, 1> kGoingBack{{
      {"freshclam",
       "keeps a newer database without a word: going back reaches who has not taken it yet; for "
       "the "
       "others the vendor must publish a newer one"},
  }};

  Survey survey(Visit& visit) override;

 private:
  const Settings settings_;
};

}  // namespace relay::feed::clamav
