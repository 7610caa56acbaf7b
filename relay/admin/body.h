#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "relay/admin/answers.h"
#include "relay/admin/call.h"
#include "relay/admin/wish.h"
#include "relay/json/read.h"

/// Bodies that are no act of the rollout.
namespace relay::admin {

/// The body's record with these fields, read by `read`; or the answer that says all that is wrong
/// with it.
template <class Read>
auto body_of(const Call& call, std::initializer_list<std::string_view> names, Read read,
             json::Bounds bounds = {})
    -> policy::Result<decltype(read(std::declval<const json::Part&>())), http::Response> {
  const auto value = json::read_placed(call.request.body, bounds);
  if (!value) return policy::Refused{bad_request("bad-body", std::vector{value.error()})};
  std::vector<json::Problem> problems;
  const json::Part root{*value, problems};
  root.has_only(names);
  auto got = read(root);
  if (problems.empty()) return got;
  return policy::Refused{bad_request("bad-body", problems)};
}

/// A text that must be there; noted when it is not.
inline std::string needed_text(const json::Part& part) {
  return part.text().value_or("");
}
/// A text that may be left out.
inline std::string text_if_any(const json::Part& part) {
  return part.null() ? std::string{} : needed_text(part);
}

/// "sha256:" and 64 digits; nothing: it is something else.
inline std::optional<policy::Digest> digest_in(std::string_view text) {
  constexpr std::string_view kDigest = "sha256:";
  return policy::Digest::parse_hex(text.starts_with(kDigest) ? text.substr(kDigest.size()) : "");
}
inline policy::Digest read_digest(const json::Part& part) {
  const auto text = part.text();
  if (!text) return {};
  const auto digest = digest_in(*text);
  if (!digest) part.note("expected a digest: \"sha256:\" and 64 digits");
  return digest.value_or(policy::Digest{});
}

/// The reason of a request that may do without, and without a body: empty when it has none.
inline policy::Result<std::string, http::Response> reason_if_any(const Call& call) {
  if (call.request.body.empty()) return std::string{};
  return body_of(call, {"reason"}, [](const json::Part& root) {
    const json::Part reason = root["reason"];
    return reason.null() ? std::string{} : read_reason(reason);
  });
}

}  // namespace relay::admin
