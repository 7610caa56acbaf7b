#include "relay/admin/audit_sought.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "relay/admin/answers.h"

namespace relay::admin {
namespace {

using policy::Refused;

constexpr std::size_t kLongestSought = 256;
/// Of one read: a few hundredths of a second.
constexpr std::int64_t kLookedAtOnce = 20'000;

/// Reads the parameter where it is there; what is wrong with it otherwise.
std::optional<http::Response> read_text(const Call& call, const char* name,
                                        std::optional<std::string>& into) {
  into = call.request.parameter(name);
  const bool fits =
      !into || (!into->empty() && into->size() <= kLongestSought && into->find('\0') == into->npos);
  if (fits) return std::nullopt;
  const std::string named{name};
  return bad_request("bad-" + named, "'" + named + "' is a text of 1 to " +
                                         std::to_string(kLongestSought) + " bytes");
}

std::optional<http::Response> read_time(const Call& call, const char* name,
                                        std::optional<policy::Instant>& into) {
  const auto text = call.request.parameter(name);
  if (!text) return std::nullopt;
  into = policy::parse_rfc3339(*text);
  if (into) return std::nullopt;
  const std::string named{name};
  return bad_request("bad-" + named, "'" + named + "' is a time such as 2026-03-04T06:00:00Z");
}

}  // namespace

policy::Result<catalog::AuditWanted, http::Response> audit_wanted(const Call& call) {
  catalog::AuditWanted wanted;
  for (auto wrong :
       {read_text(call, "person", wanted.person), read_text(call, "action", wanted.action),
        read_text(call, "feed", wanted.feed), read_text(call, "text", wanted.text),
        read_time(call, "since", wanted.since), read_time(call, "until", wanted.until)}) {
    if (wrong) return Refused{*std::move(wrong)};
  }
  return wanted;
}

catalog::AuditFound audit_found(const Parts& parts, const catalog::AuditWanted& wanted,
                                std::int64_t below, std::size_t most) {
  catalog::AuditFound found;
  std::int64_t looked = 0;
  do {
    auto piece = parts.state.read([&](db::Connection& db) {
      return catalog::find_audit(
          db, wanted, {.before = below, .most = most - found.rows.size(), .look = kLookedAtOnce});
    });
    std::ranges::move(piece.rows, std::back_inserter(found.rows));
    found.looked_to = below = piece.looked_to;
    looked += kLookedAtOnce;
  } while (found.rows.size() < most && found.looked_to > 1 && looked < kMostLooked);
  return found;
}

}  // namespace relay::admin
