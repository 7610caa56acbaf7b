#pragma once

namespace relay::http {

/// "Not Found"; for a status that we never send, "Unknown".
const char* phrase(int status);

}  // namespace relay::http
