#include "relay/http/conditional.h"

#include <algorithm>

#include "relay/http/http_date.h"
#include "relay/http/tokens.h"

namespace relay::http {
namespace {

enum class Comparison { Strong, Weak };  // RFC 9110, 8.8.3.2

constexpr std::string_view kWeak = "W/";

/// Whether a list of entity tags names ours. A comma inside a tag would cut it in two; our own
/// tags, which are what we compare with, are digests and have none.
bool names_tag(std::string_view value, std::string_view etag, Comparison how) {
  if (etag.empty()) return false;
  if (value == "*") return true;
  return std::ranges::any_of(list_of(value), [&](std::string_view one) {
    if (how == Comparison::Weak && one.starts_with(kWeak)) one.remove_prefix(kWeak.size());
    return one == etag;
  });
}

bool names_time(std::string_view value, const Validators& validators, std::string_view modified) {
  if (!modified.empty() && value == modified) return true;
  const auto at = parse_http_date(value);
  return at && (at == validators.last_modified || at == validators.also_valid_for);
}

bool expected(const Request& request, const Validators& validators, std::string_view modified) {
  if (const auto tags = request.field("If-Match"))
    return names_tag(*tags, validators.etag, Comparison::Strong);
  const auto since = request.field("If-Unmodified-Since");
  return !since || !parse_http_date(*since) || names_time(*since, validators, modified);
}

bool known(const Request& request, const Validators& validators, std::string_view modified) {
  if (const auto tags = request.field("If-None-Match")) {
    return names_tag(*tags, validators.etag, Comparison::Weak);
  }
  const auto since = request.field("If-Modified-Since");
  return since && names_time(*since, validators, modified);
}

}  // namespace

Condition condition_of(const Request& request, const Validators& validators,
                       std::string_view modified) {
  if (!expected(request, validators, modified)) return Condition::Fails;
  return known(request, validators, modified) ? Condition::SameBytes : Condition::Holds;
}

bool range_applies(const Request& request, const Validators& validators) {
  const bool asked = std::ranges::any_of(
      request.fields, [](const Field& field) { return same_name(field.name, "If-Range"); });
  if (!asked) return true;
  const auto value = request.field("If-Range");
  if (!value) return false;  // Doubled: the whole body is never wrong.
  if (value->starts_with('"')) return !validators.etag.empty() && *value == validators.etag;
  const auto at = parse_http_date(*value);
  return at && at == validators.last_modified;
}

}  // namespace relay::http
