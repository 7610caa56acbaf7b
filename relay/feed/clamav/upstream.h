#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/result.h"
#include "relay/feed/clamav/header.h"
#include "relay/feed/clamav/settings.h"
#include "relay/feed/clamav/vouching.h"
#include "relay/feed/visit.h"

namespace relay::feed::clamav {

/// A database as its header announces it.
struct Poll {
  std::string bytes{};  ///< The first 512.
  Header header{};
};

/// A verified database whose blobs are in the store.
struct Taken {
  store::File database{};
  std::optional<store::File> sign{};
  Vouching vouching{};
};

/// One database at one upstream, during one survey: fetches and verifies. Everything that it yields
/// has been verified; it does not compare with what we had. Borrows its arguments.
class Upstream {
 public:
  Upstream(Visit& visit, const Settings& settings, std::string url, std::string database);

  policy::Result<Poll, Fault> poll();
  /// The database that was announced; another one is Unreachable, because it changed meanwhile.
  /// `digest`: the only bytes that this version may have, where we once had them.
  policy::Result<Taken, Fault> take(const Poll& announced,
                                    const std::optional<policy::Digest>& digest);
  /// The patch to a version, with its signature if there is one; nothing when the vendor has none.
  policy::Result<std::vector<store::File>, Fault> patch(std::uint64_t version);

 private:
  struct Signature;

  net::Ask ask(const std::string& path, std::uint64_t cap) const;
  Fault fault(Fault::Kind kind, std::uint64_t version, std::string what) const;
  policy::Result<Signature, Fault> signature(const std::string& path, std::uint64_t version,
                                             const std::filesystem::path& content);
  store::File immutable(std::string path, const store::Blob& blob) const;

  Visit& visit_;
  const Settings& settings_;
  const std::string url_;
  const std::string database_;
};

}  // namespace relay::feed::clamav
