#pragma once

#include <string_view>

#include "relay/http/message.h"

/// Conditions (RFC 9110, 13). Times are compared for equality, where the RFC would also allow "not
/// later than": with that, apt and freshclam stay on an old release for ever.
namespace relay::http {

enum class Condition {
  Holds,      ///< Or there is none: answer as if it were not there.
  SameBytes,  ///< 304: the client has them.
  Fails,      ///< 412: the client wants them only if they are what it thinks.
};

/// In the order of RFC 9110, 13.2.2: If-Match or If-Unmodified-Since, then If-None-Match or
/// If-Modified-Since. A field that is doubled or malformed is as if it were not there. `modified`,
/// where somebody has it: Last-Modified as it is written, which most clients only repeat.
Condition condition_of(const Request& request, const Validators& validators,
                       std::string_view modified = {});

/// Whether a Range may be honoured: there is no If-Range, or it names these very bytes, by a strong
/// entity tag or by exactly their Last-Modified.
bool range_applies(const Request& request, const Validators& validators);

}  // namespace relay::http
