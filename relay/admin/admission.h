#pragma once

#include <optional>
#include <string>

#include "policy/result.h"
#include "relay/catalog/refusals.h"
#include "relay/http/message.h"
#include "relay/people/directory.h"

namespace relay::admin {

/// Of the session of a browser. It counts at this host alone, through TLS, and no script sees it.
inline constexpr std::string_view kCookie = "__Host-sluice";
/// What a browser says with every change, so that no page of another origin can make it.
inline constexpr std::string_view kCsrf = "X-Sluice-CSRF";

/// Who speaks to the API, by what a request shows: a session or a token, once. Who is turned away
/// gets into the audit. Safe from several threads.
class Admission {
 public:
  Admission(db::Database& state, people::Directory& people)
      : people_{people}, refusals_{state, "the administrators' door"} {}

  /// Nobody, where nothing is shown that counts. Refused: what is shown twice, and a browser in
  /// which a page of another origin asks.
  policy::Result<std::optional<people::Caller>, http::Response> who(const http::Request& request);

  /// For what is not public: the answer to give instead; nothing when the request may go on.
  std::optional<http::Response> refusal(const http::Request& request,
                                        const std::optional<people::Caller>& caller);

 private:
  http::Response refuse(const http::Request& request, http::Response answer,
                        const std::string& why);

  people::Directory& people_;
  catalog::Refusals refusals_;
};

/// Whether the method may change something.
bool is_unsafe(http::Method method);

/// The Set-Cookie field that gives a browser its session, or ends it with "".
http::Field cookie_field(const std::string& token);

}  // namespace relay::admin
