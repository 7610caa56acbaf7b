#include "relay/serve/serve.h"

#include "relay/serve/wanted.h"

namespace relay::serve {
namespace {

using http::Field;
using http::Response;

const rollout::Publication* publication_for(const rollout::World& world, const Wanted& wanted,
                                            const policy::Address& caller) {
  const auto group = group_for(world, wanted, caller);
  const auto feed = policy::FeedId::parse(wanted.feed);
  if (!group || !feed) return nullptr;
  const auto found = world.publications.find({*group, *feed});
  return found == world.publications.end() ? nullptr : &found->second;
}

/// A group's URL means the same to everybody whom a shared cache serves; a device's own does not.
Field cache_control(const Wanted& wanted, store::Role role) {
  const bool shared = wanted.group.has_value();
  if (role == store::Role::Immutable) {
    return {"Cache-Control", shared ? "public, max-age=31536000, immutable"
                                    : "private, max-age=31536000, immutable"};
  }
  return {"Cache-Control", shared ? "no-cache" : "private, no-cache"};
}

Response content(const store::File& file, const store::Store& store, const Wanted& wanted,
                 policy::Instant active_since) {
  const bool lasting = file.role == store::Role::Immutable;
  Response response;
  // What a vendor wrote must not run in a browser that was led here.
  response.fields = {{"Content-Type", file.media_type},
                     cache_control(wanted, file.role),
                     {"Content-Disposition", "attachment"}};
  response.body = http::FileBody{store.path_of(file.digest), file.size};
  response.validators = http::Validators{.etag = "\"" + file.digest.hex() + "\"",
                                         .last_modified = lasting ? file.modified : active_since,
                                         .also_valid_for = file.also_valid_for};
  return response;
}

Response nothing_on_purpose(const Wanted& wanted) {
  return {.status = 200,
          .fields = {{"Content-Type", "application/octet-stream"},
                     cache_control(wanted, store::Role::Pointer)}};
}

Response healthy() {
  return {.status = 200,
          .fields = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}},
          .body = "ok\n"};
}

}  // namespace

http::Response answer(const rollout::World& world, const store::Store& store,
                      const http::Request& request) {
  if (request.method != http::Method::Get && request.method != http::Method::Head) {
    return {.status = 405, .fields = {{"Allow", "GET, HEAD"}}};
  }
  if (request.path == "/healthz") return healthy();
  const auto wanted = read_path(request.path);
  const auto* const publication = wanted ? publication_for(world, *wanted, request.peer) : nullptr;
  if (publication == nullptr) return {.status = 404};
  if (const auto* const file = find_file(*publication, wanted->path, request.now)) {
    return content(*file, store, *wanted, publication->active_since);
  }
  return is_gap(*publication, wanted->path) ? nothing_on_purpose(*wanted) : Response{.status = 404};
}

}  // namespace relay::serve
