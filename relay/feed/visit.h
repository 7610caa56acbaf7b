#pragma once

#include <string>

#include "policy/result.h"
#include "relay/feed/feed.h"

/// What every adapter does with its Visit: downloads within caps and within the room, with refusals
/// that are sentences already.
namespace relay::feed {

struct FetchedFile {
  store::Draft draft;  ///< Hash, verify, then Store::keep() it; empty after a 304.
  net::Answer answer{};
};

struct FetchedText {
  std::string text{};
  net::Answer answer{};
};

/// Downloads into a draft, at most `ask.size_cap` bytes and never more than the visit's room, which
/// shrinks by what was received. `part` goes into the Fault. A body above the cap is Refused. The
/// visit's stop is the ask's.
policy::Result<FetchedFile, Fault> fetch_file(Visit& visit, const std::string& part, net::Ask ask);

/// The same into memory, for headers and indexes; the room does not matter.
policy::Result<FetchedText, Fault> fetch_text(Visit& visit, const std::string& part, net::Ask ask);

/// "store: 4 GiB free, this release needs 6 GiB and 'keep_free' is 10 GiB; not downloaded". `need`
/// is the third amount, in words: "6 GiB", "more than 2 GiB".
Fault disk_full(const Visit& visit, const std::string& part, const std::string& need);

}  // namespace relay::feed
