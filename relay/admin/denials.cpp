#include "relay/admin/denials.h"

#include <algorithm>
#include <utility>

#include "relay/admin/admission.h"
#include "relay/json/read.h"

namespace relay::admin {
namespace {

constexpr policy::Span kMinute{60};
constexpr unsigned kRows = 60;
constexpr std::size_t kLongestPath = 200;

const char* word(http::Method method) {
  switch (method) {
    case http::Method::Get:
      return "GET";
    case http::Method::Head:
      return "HEAD";
    case http::Method::Post:
      return "POST";
    case http::Method::Put:
      return "PUT";
    case http::Method::Delete:
      return "DELETE";
  }
  return "";
}

bool is_denial(const http::Request& request, const http::Response& answer) {
  if (answer.status == 401 || answer.status == 403 || answer.status == 429) return true;
  return is_unsafe(request.method) && (answer.status == 409 || answer.status == 412);
}

/// What was asked for; names in it are as they came, so only plain characters are kept.
std::string subject_of(const http::Request& request) {
  std::string path = request.path.substr(0, kLongestPath);
  std::ranges::replace_if(
      path, [](char c) { return c < ' ' || c > '~'; }, '?');
  return std::string{word(request.method)} + " " + path;
}

/// The sentence of a problem that the desk has made.
std::string sentence_of(const http::Response& answer) {
  const auto* const text = std::get_if<std::string>(&answer.body);
  const auto problem = json::read(text != nullptr ? *text : "");
  return problem ? (*problem)["detail"].text() : std::string{};
}

}  // namespace

void Denials::note(const http::Request& request, const people::Caller& caller,
                   const http::Response& answer) {
  if (!is_denial(request, answer)) return;
  const auto uncounted = uncounted_if_room(request.now);
  if (!uncounted) return;
  std::string told = sentence_of(answer);
  if (*uncounted > 0) told += "; " + std::to_string(*uncounted) + " more have no row";
  state_.write([&](db::Transaction& tx) {
    catalog::record(tx,
                    {.at = request.now,
                     .actor = caller.person.name,
                     .via = caller.via,
                     .source = request.peer.text()},
                    {.action = "denied",
                     .subject = subject_of(request),
                     .detail = told,
                     .outcome = catalog::Outcome::Denied});
  });
}

std::optional<std::uint64_t> Denials::uncounted_if_room(policy::Instant now) {
  const std::lock_guard lock{mutex_};
  // A clock that was set back must not silence the audit.
  if (now < begun_ || now - begun_ >= kMinute) {
    begun_ = now;
    rows_ = 0;
  }
  if (rows_ == kRows) {
    ++uncounted_;
    return std::nullopt;
  }
  ++rows_;
  return std::exchange(uncounted_, 0);
}

}  // namespace relay::admin
