#include "relay/serve/ready_files.h"

#include <functional>
#include <utility>

namespace relay::serve {
namespace {

/// Pointers change when the caller's release does, and say so; an immutable path has one time for
/// ever, because apt resumes by it.
policy::Instant last_modified(const Served& served) {
  return served.file->role == store::Role::Immutable ? served.file->modified : served.since;
}

http::ReadyFilePtr make(const store::Store& store, const Served& served, Audience audience) {
  const store::File& file = *served.file;
  return http::make_ready({store.path_of(file.digest), file.size},
                          {{"Content-Type", file.media_type},
                           {"Content-Disposition", "attachment"},
                           {"Cache-Control", caching(file.role, audience)}},
                          {.etag = '"' + file.digest.hex() + '"',
                           .last_modified = last_modified(served),
                           .also_valid_for = file.also_valid_for});
}

}  // namespace

std::size_t ReadyFiles::Hash::operator()(const Key& key) const {
  const std::size_t file = std::hash<const void*>{}(key.file);
  const auto since = static_cast<std::size_t>(policy::unix_seconds(key.since));
  return file ^ (since << 1U | static_cast<std::size_t>(key.audience)) * 1'099'511'628'211U;
}

http::ReadyFilePtr ReadyFiles::of(const store::Store& store, const Served& served,
                                  Audience audience) {
  const Key key{served.file, served.since, audience};
  if (const auto found = made_.find(key); found != made_.end()) return found->second;
  if (made_.size() == kRoom) made_.clear();
  return made_.emplace(key, make(store, served, audience)).first->second;
}

/// A shared cache that asks with its own address may keep what a group's own URL gives it; what
/// depends on who asks is private.
const char* caching(store::Role role, Audience audience) {
  const bool fixed = role == store::Role::Immutable;
  switch (audience) {
    case Audience::GroupOfUrl:
      return fixed ? "public, max-age=31536000, immutable" : "no-cache";
    case Audience::Caller:
      return fixed ? "private, max-age=31536000, immutable" : "private, no-cache";
  }
  return "no-store";
}

}  // namespace relay::serve
