#include "relay/admin/page.h"

#include <algorithm>
#include <string>

#include "relay/admin/answers.h"

namespace relay::admin {

http::Response get_page(const http::Request& request) {
  const auto asset = std::ranges::find(page(), request.path, &Asset::path);
  if (asset == page().end()) return not_found("unknown-path", "there is nothing at this path");
  if (request.method != http::Method::Get && request.method != http::Method::Head) {
    auto answer = problem(405, "wrong-method", "this is asked for by GET");
    answer.fields.push_back({"Allow", "GET, HEAD"});
    return answer;
  }
  return {.status = 200,
          .fields = {{"Content-Type", std::string{asset->media_type}}},
          .body = std::string{asset->bytes}};
}

}  // namespace relay::admin
