#pragma once

#include <optional>
#include <string>
#include <vector>

#include "relay/feed/clamav/header.h"
#include "relay/feed/clamav/vouching.h"
#include "relay/feed/feed.h"

namespace relay::feed::clamav {

/// What the newest release has of a database, with its bytes in the store.
struct KnownDatabase {
  store::File database{};
  std::string header_bytes{};
  Header header{};
  std::optional<store::File> sign{};
};

/// Nothing when it is not in the release or its bytes are gone.
std::optional<KnownDatabase> known_database(const Visit& visit, const std::string& database);

/// Its patches and their signatures, however many.
std::vector<store::File> known_patches(const Visit& visit, const std::string& database);

/// Its detached signature was judged when it was taken; whether it still counts is for the evidence
/// of the next release. Reads the whole database.
Vouching known_vouching(const Visit& visit, const crypto::Roots& roots,
                        const std::string& database);

}  // namespace relay::feed::clamav
