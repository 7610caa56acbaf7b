#include "relay/serve/round.h"

#include <algorithm>
#include <functional>

namespace relay::serve {
namespace {

/// Whether it changes with a release, and others do so too.
bool is_of_a_round(const rollout::Table& table, std::string_view path) {
  return has_rounds(table) && std::ranges::binary_search(table.changing, path);
}

/// Whether it asks for the whole of what it names.
bool reads_whole(const http::Request& request) {
  return request.method == http::Method::Get && !request.field("Range");
}

/// What a request is answered from, and how the lease goes on.
struct Step {
  Given given;
  std::optional<Lease> next{};  ///< Nothing: as it is.
};

/// What a lease still holds: at most what is offered, never more.
std::optional<Given> held(const Reading& reading, const Lease& lease, const Given& offer) {
  return lease.release == offer.newest ? offer : kept(reading.publication, lease.release, offer);
}

/// Nothing when there is no release for the client.
std::optional<Step> step(const Reading& reading, const std::optional<Lease>& lease,
                         Leases::Span now) {
  const auto offer = offered(reading.publication, reading.place);
  if (!offer) return std::nullopt;
  const std::uint64_t asked = std::hash<std::string_view>{}(reading.path);
  const bool begins_again = lease && lease->entry == asked && reads_whole(reading.request);
  const bool over = !lease || begins_again || now >= lease->begun + kLongestRound;
  auto given = over ? std::nullopt : held(reading, *lease, *offer);
  const auto begun = given ? lease->begun : now;
  if (!given) given = offer;
  if (!is_of_a_round(*given->table, reading.path)) return Step{*given};
  return Step{*given, Lease{.release = given->table->release,
                            .world = reading.world.number,
                            .entry = lease ? lease->entry : asked,
                            .begun = begun}};
}

}  // namespace

std::variant<NotThere, Behind, Given> given(Leases& leases, const Reading& reading,
                                            Leases::Span now) {
  std::variant<NotThere, Behind, Given> from;
  const auto next = [&](const std::optional<Lease>& lease) -> std::optional<Lease> {
    if (lease && lease->world > reading.world.number) {
      from = Behind{};
      return std::nullopt;
    }
    const auto step = serve::step(reading, lease, now);
    if (!step) return std::nullopt;
    from = step->given;
    return step->next;
  };
  leases.settle(reading.holder, now, std::cref(next));
  return from;
}

bool has_rounds(const rollout::Table& table) {
  return table.changing.size() > 1;
}

}  // namespace relay::serve
