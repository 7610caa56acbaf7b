#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

#include "policy/address.h"
#include "policy/id.h"
#include "policy/release.h"
#include "relay/io/clock.h"

namespace relay::serve {

/// What one client reads at the moment. It reads several pointers one after the other, and a switch
/// may fall between: so it keeps the release of the first until it begins again.
struct Lease {
  policy::Sequence release{};
  std::uint64_t world = 0;             ///< The number of the World that said so.
  std::uint64_t entry = 0;             ///< The pointer by which its updates begin; see round.h.
  std::chrono::milliseconds begun{0};  ///< When it was given the release, by Leases::now().
  friend bool operator==(const Lease&, const Lease&) = default;
};

/// The leases of all clients, in two tables of fixed size: one for devices with a credential, so
/// that nobody without can take their room, and one for all others. A client's leases have their
/// place in a few small sets of the table, which it cannot choose: where such a set is full, the
/// lease in it that would end first makes room, so that one client alone fills no table. Times are
/// the machine's, which never step. Safe to use from several threads.
class Leases {
 public:
  using Span = std::chrono::milliseconds;
  static constexpr Span kSpan{60'000};          ///< Without a request that replaces or renews it.
  static constexpr std::size_t kRoom = 65'536;  ///< In each table.

  /// `room`: a power of two, at least 512.
  explicit Leases(const io::Clock& clock, std::size_t room = kRoom);
  ~Leases();

  /// Who may hold one lease: a device's client of one feed, in one group. Two clients of one device
  /// are told apart by what they call themselves.
  struct Client {
    std::string_view device{};  ///< Its id; empty: it showed no credential that counts.
    policy::Address address{};  ///< Of who has no id.
    std::string_view agent{};
    const policy::GroupId& group;
    const policy::FeedId& feed;
  };
  /// The client's numbers here, which nobody outside can choose or foresee.
  struct Holder {
    std::uint64_t number = 0;
    /// Of the set where its lease is. One source has at most eight for a group and feed, whatever
    /// it calls itself; a source is a device, an address, or of IPv6 a /64.
    std::uint64_t place = 0;
    bool identified = false;
  };
  Holder holder(const Client& client) const;

  Span now() const { return clock_.since_boot(); }

  /// Told the lease that still runs, if there is one; says which one runs from now in its place.
  /// Nothing: it stays as it is. Must be quick: others wait meanwhile.
  using Next = std::function<std::optional<Lease>(const std::optional<Lease>&)>;
  void settle(Holder holder, Span now, const Next& next);

  /// The holder, for whom settle() was called at `asked`, has read a file of this release to its
  /// end just now: a lease of it runs from here.
  void renew(Holder holder, policy::Sequence release, Span asked);

 private:
  static constexpr std::size_t kShards = 64;
  struct Shard;
  Shard& shard_of(Holder holder) const;

  const io::Clock& clock_;
  const std::uint64_t seed_;
  const std::size_t sets_;  ///< In each shard.
  /// Of who is identified, then of all others.
  std::unique_ptr<std::array<Shard, 2 * kShards>> shards_;
};

}  // namespace relay::serve
