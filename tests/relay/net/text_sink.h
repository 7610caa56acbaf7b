#pragma once

#include <string>

#include "relay/net/fetcher.h"

namespace tests {

/// Keeps what it is given, and counts how often it had to start again.
class TextSink final : public relay::net::Sink {
 public:
  void restart() override {
    text.clear();
    ++restarts;
  }
  void resumed() override { ++resumptions; }
  void append(std::span<const std::byte> bytes) override {
    text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    longest = std::max(longest, text.size());
  }

  std::string text;
  std::size_t longest = 0;  ///< That it ever held.
  int restarts = 0;
  int resumptions = 0;
};

}  // namespace tests
