#pragma once

#include <string>

namespace relay::http {

/// Why a request is turned away before anybody is asked to answer it.
struct Refusal {
  int status = 400;
  std::string sentence{};  ///< For our log; the client gets a generic text.
};

}  // namespace relay::http
