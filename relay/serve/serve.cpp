#include "relay/serve/serve.h"

#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "policy/require.h"
#include "relay/serve/hearing.h"
#include "relay/serve/lookup.h"
#include "relay/serve/not_found.h"
#include "relay/serve/noting.h"
#include "relay/serve/round.h"
#include "relay/serve/whom.h"

namespace relay::serve {
namespace {

using http::Response;
using rollout::World;

/// What a URL asks for.
struct Wish {
  std::optional<policy::GroupId> group{};  ///< Named in the URL.
  policy::FeedId feed;
  std::string_view path;
};

/// The segment before the next '/', and what follows that.
std::pair<std::string_view, std::string_view> split(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return {path, {}};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

std::optional<Wish> read_wish(std::string_view path) {
  std::optional<policy::GroupId> group;
  auto [first, rest] = split(path.substr(1));
  if (first == "g") {
    const auto [name, behind] = split(rest);
    group = policy::GroupId::parse(name);
    if (!group) return std::nullopt;
    std::tie(first, rest) = split(behind);
  }
  auto feed = policy::FeedId::parse(first);
  if (!feed || rest.empty()) return std::nullopt;
  return Wish{std::move(group), std::move(*feed), rest};
}

Response health() {
  return {.fields = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}},
          .body = "ok\n"};
}

/// Nothing, said with 200: the client is to fetch the whole instead. Another release may have the
/// file, so nobody keeps this.
Response send_gap(Audience audience) {
  return {.fields = {{"Content-Type", "application/octet-stream"},
                     {"Cache-Control", caching(store::Role::Pointer, audience)}}};
}

Response respond(ReadyFiles& ready, const store::Store& store, const Found& found,
                 Audience audience) {
  if (const auto* const served = std::get_if<Served>(&found)) {
    return {.body = ready.of(store, *served, audience)};
  }
  return std::holds_alternative<InGap>(found) ? send_gap(audience) : not_found();
}

/// What a request asks, of whom, and what it is answered from.
struct Asked {
  const rollout::Publication& publication;
  const Wish& wish;
  const Whom& whom;
  policy::Place caller{};
  Leases::Holder holder{};
  Leases::Span at{};  ///< By Leases::now().
  std::string_view agent{};
};

using Told = std::function<void(const http::Delivery&)>;

Told hear(const Parts& parts, const http::Request& request, const Asked& asked, const Given* given,
          const Found& found) {
  if (parts.heard == nullptr || !asked.whom.counts) return {};
  return hear(*parts.heard,
              {.feed = asked.wish.feed,
               .group = asked.whom.group,
               .voice = asked.caller,
               .was = asked.whom.was,
               .release = given == nullptr ? policy::Sequence{} : given->table->release,
               .at = request.now},
              request, std::get_if<Served>(&found));
}

/// A shared cache may keep an answer only where everybody who is in the group gets the same one,
/// and where it is in the group itself: a configured proxy asks for others, who need not all be.
Audience audience(const http::Request& request, const Asked& asked, const Given& given) {
  const auto& open = asked.publication.open;
  const bool for_all = open.size() == 1 && open.front().reached == policy::kEverybody &&
                       open.front().release == given.table->release;
  return for_all && !request.forwarded ? asked.whom.audience : Audience::Caller;
}

telemetry::Ticket note(const Parts& parts, const http::Request& request, const Asked& asked,
                       const Given* given, const Found& found) {
  if (parts.seen == nullptr) return {};
  return note(*parts.seen,
              {request, asked.whom, asked.wish.feed, asked.wish.path, asked.agent, given,
               asked.publication.copies.get()},
              found);
}

/// The lease of who reads a file runs from the end of that, however long it takes. A ticket
/// alone is small enough to need no memory.
Told at_end(Leases& leases, const Asked& asked, const Given& given, telemetry::Ticket ticket,
            Told then) {
  const auto over = [ticket](const http::Delivery& how) {
    ticket.over({how.status, how.to_the_end});
  };
  const bool renews = has_rounds(*given.table);
  if (!renews && !then) return over;
  return [&leases, over, renews, holder = asked.holder, release = given.table->release,
          at = asked.at, then = std::move(then)](const http::Delivery& how) {
    over(how);
    if (renews) leases.renew(holder, release, at);
    if (then) then(how);
  };
}

Response respond(ReadyFiles& ready, const Parts& parts, const http::Request& request,
                 const Asked& asked, const Given& given) {
  const Found found = find(asked.publication, given, asked.wish.path, request.now);
  Response response = respond(ready, parts.store, found, audience(request, asked, given));
  response.delivered =
      at_end(parts.leases, asked, given, note(parts, request, asked, &given, found),
             hear(parts, request, asked, &given, found));
  return response;
}

/// Nothing when the caller was answered from a newer World already.
std::optional<Response> look_up(const World& world, ReadyFiles& ready, const Parts& parts,
                                const http::Request& request) {
  const auto wish = read_wish(request.path);
  if (!wish || (wish->group && !has(world, *wish->group))) return not_found();
  const Whom whom = whom_of(world, parts.devices, wish->group, request);
  const auto publication = world.publications.find({whom.group, wish->feed});
  if (publication == world.publications.end()) return not_found();

  const policy::Place caller = whom.place;
  const Leases::Client client{.device = whom.device ? whom.device->id.text() : std::string_view{},
                              .address = request.peer,
                              .agent = request.field("User-Agent").value_or(""),
                              .group = whom.group,
                              .feed = wish->feed};
  const Asked asked{publication->second, *wish,       whom, caller, parts.leases.holder(client),
                    parts.leases.now(),  client.agent};
  const auto from =
      given(parts.leases, {world, asked.publication, caller, asked.holder, request, wish->path},
            asked.at);
  if (std::holds_alternative<Behind>(from)) return std::nullopt;
  if (const auto* const release = std::get_if<Given>(&from)) {
    return respond(ready, parts, request, asked, *release);
  }
  Response nothing = not_found();
  note(parts, request, asked, nullptr, NotThere{});
  nothing.delivered = hear(parts, request, asked, nullptr, NotThere{});
  return nothing;
}

}  // namespace

Response answer(LoopWorld& world, const Parts& parts, const http::Request& request) {
  if (request.method != http::Method::Get && request.method != http::Method::Head) {
    return {.status = 405, .fields = {{"Allow", "GET, HEAD"}}};
  }
  if (request.path == "/healthz") return health();
  for (;;) {
    const World& seen = world.newest();
    const std::uint64_t number = seen.number;
    if (auto response = look_up(seen, world.ready(), parts, request)) return std::move(*response);
    policy::require(world.newest().number > number, "who is behind finds a newer World");
  }
}

}  // namespace relay::serve
