#include "relay/serve/serve.h"

#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "relay/serve/hearing.h"
#include "relay/serve/lookup.h"
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

Response not_found() {
  return {.status = 404, .fields = {{"Cache-Control", "no-store"}}};
}

Response health() {
  return {.fields = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}},
          .body = "ok\n"};
}

/// A shared cache asks with its own address, so it may keep what a group's own URL gives it; what
/// depends on who asks is private.
std::string caching(store::Role role, Audience audience) {
  const bool fixed = role == store::Role::Immutable;
  switch (audience) {
    case Audience::GroupOfUrl:
      return fixed ? "public, max-age=31536000, immutable" : "no-cache";
    case Audience::Caller:
      return fixed ? "private, max-age=31536000, immutable" : "private, no-cache";
  }
  return "no-store";
}

/// Pointers change when the caller's release does, and say so; an immutable path has one time for
/// ever, because apt resumes by it.
policy::Instant last_modified(const Served& served) {
  return served.file->role == store::Role::Immutable ? served.file->modified : served.since;
}

Response send(const store::Store& store, const Served& served, Audience audience) {
  const store::File& file = *served.file;
  return {.fields = {{"Content-Type", file.media_type},
                     {"Content-Disposition", "attachment"},
                     {"Cache-Control", caching(file.role, audience)}},
          .body = http::FileBody{store.path_of(file.digest), file.size},
          .validators = http::Validators{.etag = '"' + file.digest.hex() + '"',
                                         .last_modified = last_modified(served),
                                         .also_valid_for = file.also_valid_for}};
}

/// Nothing, said with 200: the client is to fetch the whole instead. Another release may have the
/// file, so nobody keeps this.
Response send_gap(Audience audience) {
  return {.fields = {{"Content-Type", "application/octet-stream"},
                     {"Cache-Control", caching(store::Role::Pointer, audience)}}};
}

Response respond(const store::Store& store, const Found& found, Audience audience) {
  if (const auto* const served = std::get_if<Served>(&found)) return send(store, *served, audience);
  return std::holds_alternative<InGap>(found) ? send_gap(audience) : not_found();
}

Response look_up(const World& world, const store::Store& store, const http::Request& request,
                 ledger::Queue* heard) {
  const auto wish = read_wish(request.path);
  if (!wish || (wish->group && !has(world, *wish->group))) return not_found();
  const Whom whom = whom_of(world, wish->group, request.peer);
  const auto publication = world.publications.find({whom.group, wish->feed});
  if (publication == world.publications.end()) return not_found();

  const policy::Place caller = place_of(request.peer);
  const Found found = find(publication->second, caller, wish->path, request.now);
  Response response = respond(store, found, whom.audience);
  if (heard != nullptr && whom.counts) {
    const auto release = policy::choose(publication->second.open, caller);
    response.delivered = hear(*heard,
                              {.feed = wish->feed,
                               .group = whom.group,
                               .voice = caller,
                               .release = release.value_or(policy::Sequence{}),
                               .at = request.now},
                              request, std::get_if<Served>(&found));
  }
  return response;
}

}  // namespace

Response answer(const World& world, const store::Store& store, const http::Request& request,
                ledger::Queue* heard) {
  if (request.method != http::Method::Get && request.method != http::Method::Head) {
    return {.status = 405, .fields = {{"Allow", "GET, HEAD"}}};
  }
  if (request.path == "/healthz") return health();
  return look_up(world, store, request, heard);
}

}  // namespace relay::serve
