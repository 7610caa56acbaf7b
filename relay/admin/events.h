#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "relay/admin/access.h"
#include "relay/admin/changes.h"
#include "relay/http/message.h"
#include "relay/people/directory.h"

namespace relay::admin {

struct Call;
struct Parts;

/// What has changed, and who follows it. Outlives the door through which it is followed. Safe from
/// several threads.
class Events {
 public:
  /// So many follow at once: a follower holds a connection, and the door has only so many.
  static constexpr std::size_t kMost = 64;
  static constexpr std::size_t kMostOfOne = 8;

  explicit Events(std::string run) : changes_{std::move(run)} {}

  Changes& changes() { return changes_; }

  /// An answer that goes on until what its caller has shown does not count any more, or is not
  /// enough for `access`. 429 or 503 for one too many.
  http::Response follow(const Call& call);

  /// To be called about twice a second. Whether the door is to wake those who follow.
  bool turn(const people::Directory& people, policy::Instant now);

 private:
  class Follower;
  using Followers = std::vector<std::weak_ptr<Follower>>;

  Changes changes_;
  io::Guarded<Followers> followers_;
};

/// Server-sent events (HTML, 9.2), for as long as somebody follows them: what is worth another
/// look. `Last-Event-ID` says where to go on; where that is not possible, and without it, the first
/// one is "reset". See cue.h.
http::Response get_events(const Parts& parts, const Call& call);

}  // namespace relay::admin
