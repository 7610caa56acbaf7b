#include "relay/serve/leases.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <random>
#include <vector>

#include "policy/place.h"
#include "policy/require.h"

namespace relay::serve {
namespace {

constexpr std::size_t kWays = 8;
constexpr std::uint64_t kPlaces = 8;  ///< Of one source, for all that it may call itself.

struct Slot {
  std::uint64_t holder = 0;  ///< 0: nobody's.
  Lease lease{};
  Leases::Span until{0};
};
using Set = std::array<Slot, kWays>;

std::uint64_t seed() {
  std::random_device random;
  return std::uint64_t{random()} << 32U | random();
}

std::uint64_t mixed(std::uint64_t number, std::uint64_t with) {
  return policy::mix({number}, {with});
}

std::uint64_t mixed(std::uint64_t number, std::string_view text) {
  number = mixed(number, text.size());
  std::uint64_t eight = 0;
  for (; text.size() >= sizeof eight; text.remove_prefix(sizeof eight)) {
    std::memcpy(&eight, text.data(), sizeof eight);
    number = mixed(number, eight);
  }
  std::uint64_t rest = 0;
  for (const char c : text) rest = rest << 8U | static_cast<unsigned char>(c);
  return text.empty() ? number : mixed(number, rest);
}

std::string_view text_of(const policy::Address& address, std::size_t bytes) {
  return {reinterpret_cast<const char*>(address.bytes.data()), bytes};
}

/// Who asks, as far as it cannot be somebody else at will: whoever has an IPv6 address has the
/// rest of its network as well.
std::string_view source(const Leases::Client& client) {
  if (!client.device.empty()) return client.device;
  return text_of(client.address, client.address.v4() ? client.address.bytes.size() : 8);
}

Slot* slot_of(Set& set, std::uint64_t holder) {
  auto* const found = std::ranges::find(set, holder, &Slot::holder);
  return found == set.end() ? nullptr : found;
}

std::optional<Lease> running(const Slot* slot, Leases::Span now) {
  return slot != nullptr && slot->until > now ? std::optional{slot->lease} : std::nullopt;
}

}  // namespace

struct Leases::Shard {
  mutable std::mutex mutex;
  std::vector<Set> sets;  ///< Guarded by mutex; never grows.

  Set& set_of(Holder holder) { return sets[(holder.place / kShards) & (sets.size() - 1)]; }
};

Leases::Leases(const io::Clock& clock, std::size_t room)
    : clock_{clock},
      seed_{seed()},
      sets_{room / kShards / kWays},
      shards_{std::make_unique<std::array<Shard, 2 * kShards>>()} {
  policy::require(std::has_single_bit(room) && sets_ > 0, "leases have room for a power of two");
  for (Shard& shard : *shards_) shard.sets.resize(sets_);
}

Leases::~Leases() = default;

Leases::Holder Leases::holder(const Client& client) const {
  const std::uint64_t of = mixed(mixed(seed_, client.group.text()), client.feed.text());
  const std::uint64_t agent = mixed(seed_, client.agent);
  const bool identified = !client.device.empty();
  const auto who =
      identified ? client.device : text_of(client.address, client.address.bytes.size());
  const std::uint64_t number = mixed(mixed(mixed(of, who), agent), seed_);
  const std::uint64_t place = mixed(mixed(of, source(client)), agent % kPlaces);
  return {std::max<std::uint64_t>(number, 1), place, identified};
}

Leases::Shard& Leases::shard_of(Holder holder) const {
  return (*shards_)[holder.place % kShards + (holder.identified ? 0 : kShards)];
}

void Leases::settle(Holder holder, Span now, const Next& next) {
  Shard& shard = shard_of(holder);
  const std::lock_guard lock{shard.mutex};
  Set& set = shard.set_of(holder);
  Slot* slot = slot_of(set, holder.number);
  const auto lease = next(running(slot, now));
  if (!lease) return;
  if (slot == nullptr) slot = &*std::ranges::min_element(set, {}, &Slot::until);
  *slot = {holder.number, *lease, now + kSpan};
}

void Leases::renew(Holder holder, policy::Sequence release, Span asked) {
  const Span at = now();
  if (at == asked) return;  // Most answers: it runs from here already.
  Shard& shard = shard_of(holder);
  const std::lock_guard lock{shard.mutex};
  Slot* const slot = slot_of(shard.set_of(holder), holder.number);
  if (slot != nullptr && slot->lease.release == release) slot->until = at + kSpan;
}

}  // namespace relay::serve
