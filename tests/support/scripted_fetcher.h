#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "relay/net/fetcher.h"

namespace tests {

/// A vendor that a test writes: URL → bytes, or URL → a function that answers. Counts what it was
/// asked.
class ScriptedFetcher final : public relay::net::Fetcher {
 public:
  using Reply = policy::Result<relay::net::Answer, relay::net::Unreachable>;
  using Script = std::function<Reply(const relay::net::Ask&, relay::net::Sink&)>;

  std::map<std::string, std::string> files;
  std::map<std::string, Script> scripts;  ///< First choice, before `files`.
  std::vector<std::string> asked;         ///< URLs, in order.

  Reply fetch(const relay::net::Ask& ask, relay::net::Sink& sink) override {
    asked.push_back(ask.url);
    if (const auto script = scripts.find(ask.url); script != scripts.end()) {
      return script->second(ask, sink);
    }
    const auto file = files.find(ask.url);
    if (file == files.end()) {
      return policy::Refused{relay::net::Unreachable{relay::net::Unreachable::Kind::Missing,
                                                     ask.url + ": 404 Not Found", std::nullopt}};
    }
    return serve(file->second, ask, sink);
  }

  /// The honest answer: ranges, the size cap.
  static Reply serve(const std::string& whole, const relay::net::Ask& ask, relay::net::Sink& sink) {
    std::string part = whole;
    if (ask.range) {
      part = whole.substr(std::min<std::size_t>(ask.range->first, whole.size()),
                          ask.range->last - ask.range->first + 1);
    }
    if (part.size() > ask.size_cap) {
      return policy::Refused{relay::net::Unreachable{relay::net::Unreachable::Kind::TooLong,
                                                     ask.url + ": too long", std::nullopt}};
    }
    sink.append(std::as_bytes(std::span{part}));
    relay::net::Answer answer;
    answer.status = ask.range ? 206 : 200;
    answer.received = part.size();
    return answer;
  }
};

}  // namespace tests
