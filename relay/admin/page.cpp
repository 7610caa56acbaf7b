#include "relay/admin/page.h"

#include <algorithm>
#include <string>

#include "relay/admin/answers.h"

namespace relay::admin {
namespace {

/// Who limits it in any way gets the plain bytes, which everybody can read.
bool takes_gzip(const http::Request& request) {
  const auto accepted = request.field("Accept-Encoding");
  return accepted && accepted->find("gzip") != std::string_view::npos &&
         accepted->find("gzip;") == std::string_view::npos;
}

}  // namespace

http::Response get_page(const http::Request& request) {
  const auto asset = std::ranges::find(page(), request.path, &Asset::path);
  if (asset == page().end()) return not_found("unknown-path", "there is nothing at this path");
  if (request.method != http::Method::Get && request.method != http::Method::Head) {
    auto answer = problem(405, "wrong-method", "this is asked for by GET");
    answer.fields.push_back({"Allow", "GET, HEAD"});
    return answer;
  }
  http::Response answer{
      .status = 200,
      .fields = {{"Content-Type", std::string{asset->media_type}}, {"Vary", "Accept-Encoding"}},
      .body = std::string{asset->bytes}};
  if (asset->lasts) {
    answer.fields.push_back({"Cache-Control", "private, max-age=31536000, immutable"});
  }
  if (takes_gzip(request)) {
    answer.fields.push_back({"Content-Encoding", "gzip"});
    answer.body = std::string{asset->zipped};
  }
  return answer;
}

}  // namespace relay::admin
