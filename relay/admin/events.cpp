#include "relay/admin/events.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/call.h"
#include "relay/http/live_body.h"

namespace relay::admin {
namespace {

/// After how many milliseconds a browser comes back that was cut off.
constexpr std::string_view kRetry = "retry: 2000\n\n";

http::Response too_many_follow(int status, const std::string& detail) {
  auto answer = problem(status, "too-many-streams", detail);
  answer.fields.push_back({"Retry-After", "10"});
  return answer;
}

}  // namespace

/// One stream of events. A loop of the door reads from it, and any thread may end it.
class Events::Follower final : public http::LiveBody {
 public:
  Follower(const Changes& changes, const Call& call, Changes::Place place)
      : changes_{changes}, caller_{caller_of(call)}, access_{call.access}, place_{place} {}

  std::optional<std::string> take() override {
    if (over_) return std::nullopt;
    return std::exchange(begun_, {}) + changes_.read(place_);
  }
  std::string pulse() override { return ":\n\n"; }

  const std::string& name() const { return caller_.person.name; }
  bool may_go_on(const people::Directory& people, policy::Instant now) const {
    const auto person = people.still(caller_, now);
    if (!person) return false;
    people::Caller caller = caller_;
    caller.person = *person;
    return !against(access_, caller, std::nullopt);
  }
  void end() { over_ = true; }

 private:
  const Changes& changes_;
  const people::Caller caller_;
  const Access access_;
  std::string begun_{kRetry};
  Changes::Place place_;
  std::atomic<bool> over_ = false;
};

http::Response Events::follow(const Call& call) {
  const auto last = call.request.field("Last-Event-ID");
  const auto follower =
      std::make_shared<Follower>(changes_, call, last ? changes_.place_of(*last) : std::nullopt);
  enum class Full { No, Own, All };
  const Full full = followers_.with([&](Followers& all) {
    std::erase_if(all, [](const auto& one) { return one.expired(); });
    if (all.size() >= kMost) return Full::All;
    const auto is_own = [&](const auto& one) {
      const auto held = one.lock();
      return held && held->name() == follower->name();
    };
    if (std::ranges::count_if(all, is_own) >= static_cast<std::ptrdiff_t>(kMostOfOne)) {
      return Full::Own;
    }
    all.push_back(follower);
    return Full::No;
  });
  switch (full) {
    case Full::Own:
      return too_many_follow(429, "you follow " + std::to_string(kMostOfOne) +
                                      " streams of events already: close one of them");
    case Full::All:
      return too_many_follow(503, "as many streams of events are followed as there may be");
    case Full::No:
      break;
  }
  // A proxy in front of the door is to hand on each event when it comes.
  return {.status = 200,
          .fields = {{"Content-Type", "text/event-stream"}, {"X-Accel-Buffering", "no"}},
          .body = follower};
}

bool Events::turn(const people::Directory& people, policy::Instant now) {
  const auto followers = followers_.with([](const Followers& all) { return all; });
  bool ended = false;
  for (const auto& one : followers) {
    const auto follower = one.lock();
    if (!follower || follower->may_go_on(people, now)) continue;
    follower->end();
    ended = true;
  }
  return changes_.gather(now) || ended;
}

http::Response get_events(const Parts& parts, const Call& call) {
  return parts.events.follow(call);
}

}  // namespace relay::admin
