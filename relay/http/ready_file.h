#pragma once

#include <string>
#include <vector>

#include "relay/http/message.h"

namespace relay::http {

/// A file, with what every answer with it says written down: made once, answered with often.
struct ReadyFile {
  FileBody file{};
  std::vector<Field> fields{};
  Validators validators{};
  /// The lines of its answers but for the first, Date and Connection: of a 200 with all of it, and
  /// of a 304.
  std::string when_whole{}, when_known{};
  std::string modified{};  ///< Last-Modified as it is written; empty: none.
};

/// Throws std::invalid_argument when something in the fields or the validators cannot stand in a
/// head.
ReadyFilePtr make_ready(FileBody file, std::vector<Field> fields, Validators validators);

/// The same answer with nothing made ready.
Response plain(Response response);

}  // namespace relay::http
