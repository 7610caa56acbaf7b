#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "relay/http/message.h"

/// From an answer to bytes: conditions, ranges and HEAD applied, the head written. Pure.
namespace relay::http {

/// What becomes of the connection after an answer.
enum class After { Keep, Close };

/// Bytes of a file.
struct FileSlice {
  std::shared_ptr<const FileBody> file{};
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

struct Reply {
  int status = 200;
  std::string head{};                           ///< With its empty line.
  std::variant<std::string, FileSlice> body{};  ///< What is really sent: nothing for HEAD and 304.
  After after = After::Close;
  LiveBodyPtr live{};       ///< Goes on where the body ends; the connection ends with it.
  bool to_the_end = false;  ///< See Delivery.
};

/// Every reply has a Date, `X-Content-Type-Options: nosniff` and a Content-Length (204 and 304 have
/// no content and no length; what is live comes in chunks, or to HTTP/1.0 until the connection
/// ends), and none says what we are. A field with a line break or another
/// control character in it is a bug of ours, and becomes a 500 rather than a second response.
/// `room`: of a head that was sent, for this one.
Reply finish(const Request& request, Response response, After after, std::string room = {});

}  // namespace relay::http
