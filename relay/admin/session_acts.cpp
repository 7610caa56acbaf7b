#include "relay/admin/session_acts.h"

#include <utility>

#include "relay/admin/admission.h"
#include "relay/admin/body.h"
#include "relay/admin/describe_people.h"
#include "relay/catalog/setups.h"

namespace relay::admin {
namespace {

using json::Part;
using json::Value;
using people::Attempt;
using people::Caller;
using people::SessionKind;

/// `token`: shown this once, or null.
Value describe_session(const Parts& parts, const Call& call, const Caller& caller, Value token) {
  const auto about = parts.people.find(caller.person.name);
  return Value::Record{{"name", caller.person.name},
                       {"roles", describe(caller.person.grants)},
                       {"by", caller.by == Caller::By::Token ? "token" : "session"},
                       {"sure", caller.sure},
                       {"due", caller.due},
                       {"second_factor", about && about->second_factor},
                       {"until", caller.until},
                       {"single_person", call.revision.single_person},
                       {"csrf", caller.by == Caller::By::Cookie ? caller.csrf : std::string{}},
                       {"token", std::move(token)}};
}

http::Response begun(const Parts& parts, const Call& call, const people::Started& started) {
  const bool in_cookie = started.caller.by == Caller::By::Cookie;
  auto answer =
      ok(describe_session(parts, call, started.caller, in_cookie ? Value{} : Value{started.token}));
  if (in_cookie) answer.fields.push_back(cookie_field(started.token));
  return answer;
}

SessionKind read_kind(const Part& part) {
  if (part.null()) return SessionKind::Bearer;
  const auto word = part.text();
  if (word && *word != "bearer" && *word != "cookie") {
    part.note("expected \"bearer\" or \"cookie\"");
  }
  return word == "cookie" ? SessionKind::Cookie : SessionKind::Bearer;
}

/// A cookie is for a browser, which says from which page it asks: else another page could sign
/// somebody in as somebody else.
std::optional<http::Response> against_kind(const Call& call, SessionKind kind) {
  if (kind == SessionKind::Bearer || call.request.field("Origin")) return std::nullopt;
  return bad_request("no-origin", "only a page gets a cookie, and a browser names its origin");
}

http::Response refused(const people::NotSignedIn& why) {
  using Kind = people::NotSignedIn::Kind;
  switch (why.kind) {
    case Kind::Wrong:
      return problem(401, "not-signed-in", "name, password or code is wrong");
    case Kind::CodeNeeded:
      return problem(401, "code-needed", "the code of the second factor is needed as well");
    case Kind::TooMany:
      return too_soon("too-many", "too many tries of late", why.wait);
    case Kind::Busy:
      return too_soon("busy", "too many are signing in at this moment", why.wait);
    case Kind::NotSetUp:
      break;
  }
  return problem(403, "not-set-up", "the relay is not set up: there is no account yet");
}

http::Response refused(const people::SetupRefused& why) {
  using Kind = people::SetupRefused::Kind;
  switch (why.kind) {
    case Kind::WrongToken:
      return problem(403, "wrong-setup-token", why.what);
    case Kind::Over:
      return problem(409, "set-up-over", why.what);
    case Kind::Done:
      return problem(409, "set-up-done", why.what);
    case Kind::BadName:
      return bad_request("bad-name", why.what);
    case Kind::BadPassword:
      return bad_request("bad-password", why.what);
    case Kind::TooMany:
      return too_soon("too-many", why.what, why.wait);
    case Kind::Busy:
      break;
  }
  return too_soon("busy", why.what, why.wait);
}

template <class Why>
http::Response begun_or_refused(const Parts& parts, const Call& call,
                                const policy::Result<people::Started, Why>& started) {
  return started ? begun(parts, call, *started) : refused(started.error());
}

std::vector<people::Role> own_roles(const Call& call) {
  const auto roles = roles_of(call.revision.document);
  return {roles.begin(), roles.end()};
}

}  // namespace

http::Response too_soon(const std::string& code, const std::string& detail, policy::Span wait) {
  const auto seconds = std::to_string(wait.count());
  auto answer = problem(429, code, detail + "; try again in " + seconds + " s");
  answer.fields.push_back({"Retry-After", seconds});
  return answer;
}

http::Response get_setup(const Parts& parts, const Call& call) {
  const auto open =
      parts.people.is_set_up() ? std::nullopt : parts.state.read([&](db::Connection& db) {
        return catalog::open_setup(db, call.request.now);
      });
  return ok(
      Value::Record{{"open", open.has_value()}, {"until", open ? Value{open->until} : Value{}}});
}

http::Response post_setup(const Parts& parts, const Call& call) {
  const auto wanted = body_of(call, {"token", "name", "password", "as"}, [&](const Part& root) {
    return people::FirstAccount{.token = needed_text(root["token"]),
                                .name = needed_text(root["name"]),
                                .password = needed_text(root["password"]),
                                .roles = own_roles(call),
                                .as = read_kind(root["as"]),
                                .source = call.request.peer,
                                .now = call.request.now};
  });
  if (!wanted) return wanted.error();
  if (auto refusal = against_kind(call, wanted->as)) return *std::move(refusal);
  const auto started = parts.people.set_up(*wanted);
  if (started) parts.set_up();
  return begun_or_refused(parts, call, started);
}

http::Response post_session(const Parts& parts, const Call& call) {
  auto attempt =
      body_of(call, {"name", "password", "code", "recovery", "as"}, [&](const Part& root) {
        return Attempt{.name = needed_text(root["name"]),
                       .password = needed_text(root["password"]),
                       .code = text_if_any(root["code"]),
                       .recovery = text_if_any(root["recovery"]),
                       .as = read_kind(root["as"]),
                       .source = call.request.peer,
                       .now = call.request.now};
      });
  if (!attempt) return attempt.error();
  if (auto refusal = against_kind(call, attempt->as)) return *std::move(refusal);
  if (call.caller != nullptr && call.caller->by != Caller::By::Token) {
    attempt->before = call.caller->shown;
    attempt->before_of = call.caller->person.name;
  }
  return begun_or_refused(parts, call, parts.people.sign_in(*attempt));
}

http::Response post_sure(const Parts& parts, const Call& call) {
  const auto attempt = body_of(call, {"password", "code", "recovery"}, [&](const Part& root) {
    return Attempt{.password = needed_text(root["password"]),
                   .code = text_if_any(root["code"]),
                   .recovery = text_if_any(root["recovery"]),
                   .source = call.request.peer,
                   .now = call.request.now};
  });
  if (!attempt) return attempt.error();
  return begun_or_refused(parts, call, parts.people.make_sure(caller_of(call), *attempt));
}

http::Response get_session(const Parts& parts, const Call& call) {
  return ok(describe_session(parts, call, caller_of(call), {}));
}

http::Response delete_session(const Parts& parts, const Call& call) {
  parts.people.sign_out(caller_of(call), deed_of(call, ""));
  auto answer = ok(Value::Record{{"sentence", "you are signed out"}});
  if (caller_of(call).by == Caller::By::Cookie) answer.fields.push_back(cookie_field(""));
  return answer;
}

}  // namespace relay::admin
