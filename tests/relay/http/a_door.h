#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "relay/http/server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_folder.h"

namespace tests {

/// A door on a port of its own that answers "seen <path>" and remembers what it was asked, unless
/// it is told otherwise before open().
class ADoor {
 public:
  ADoor() {
    settings.name = "test";
    settings.limits.linger = std::chrono::milliseconds{500};
    answer = [](const relay::http::Request& request) {
      return relay::http::Response{.body = "seen " + request.path};
    };
  }

  ManualClock clock{day(3)};
  relay::http::DoorSettings settings{};
  relay::http::Answerer answer;

  relay::http::Door& open() {
    return door_.emplace(settings, clock, [this](const relay::http::Request& request) {
      {
        const std::lock_guard lock{mutex_};
        asked_.push_back(request);
      }
      return answer(request);
    });
  }
  void shut() { door_.reset(); }
  std::uint16_t port() { return (door_ ? *door_ : open()).port(); }

  std::vector<relay::http::Request> asked() const {
    const std::lock_guard lock{mutex_};
    return asked_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<relay::http::Request> asked_;
  std::optional<relay::http::Door> door_;  ///< Last: its threads use all of the above.
};

inline std::string get(const std::string& target, const std::string& fields = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: relay.example\r\n" + fields + "\r\n";
}

/// A certificate of the test's own, for the time that it lives.
relay::http::TlsFiles certificate_in(const TempFolder& folder);

}  // namespace tests
