#pragma once

#include "relay/http/message.h"

namespace relay::serve {

/// Nobody keeps it: what is missing now may be there in a moment.
inline http::Response not_found() {
  return {.status = 404, .fields = {{"Cache-Control", "no-store"}}};
}

}  // namespace relay::serve
