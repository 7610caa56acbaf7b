#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "relay/http/admission.h"
#include "relay/http/server.h"
#include "relay/http/workers.h"

namespace relay::http {

/// Names of requests: one after the other from a random start, so that two runs do not share them.
/// Safe to use from several threads.
class RequestIds {
 public:
  RequestIds();
  /// Hexadecimal; as many as a string holds without asking for memory.
  static constexpr std::size_t kDigits = 15;
  std::string next();

 private:
  std::atomic<std::uint64_t> next_;
};

/// What all connections of one door share, in all its threads.
struct Desk {
  const DoorSettings settings;
  const io::Clock& clock;
  const Answerer answer;
  Admission admission;
  RequestIds ids{};
  Workers* workers = nullptr;  ///< Nothing: answers are made in the loops.
  Workers* disk = nullptr;     ///< Reads what is not in memory.

  void log(io::Level level, const std::string& line) const;
};

}  // namespace relay::http
