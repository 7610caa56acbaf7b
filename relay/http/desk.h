#pragma once

#include <cstddef>
#include <string>

#include "relay/http/admission.h"
#include "relay/http/server.h"
#include "relay/http/workers.h"

namespace relay::http {

/// Names of one loop's requests: one after the other from a random start, so that no two loops or
/// runs share them.
class RequestIds {
 public:
  RequestIds();
  /// Hexadecimal digits; as many as a string holds without asking for memory.
  static constexpr std::size_t kDigits = 15;
  const std::string& next();

 private:
  std::string last_;
};

/// What all connections of one door share, in all its threads.
struct Desk {
  const DoorSettings settings;
  const io::Clock& clock;
  const Answerer answer;
  Admission admission;
  Workers* workers = nullptr;  ///< Nothing: answers are made in the loops.
  Workers* disk = nullptr;     ///< Reads what is not in memory.

  void log(io::Level level, const std::string& line) const;
};

}  // namespace relay::http
