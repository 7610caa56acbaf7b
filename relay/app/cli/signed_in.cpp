#include "relay/app/cli/signed_in.h"

#include <utility>

#include "relay/json/read.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;
using policy::Result;

constexpr const char* kNobody = "nobody is signed in; 'sluice login NAME'";
constexpr const char* kSure = "session/sure";

bool is_problem(const Reply& reply, int status, std::string_view code) {
  if (reply.status != status) return false;
  const auto problem = json::read(reply.body);
  return problem && (*problem)["type"].text() == "urn:sluice:" + std::string{code};
}

bool is_problem(const Failed& failed, std::string_view code) {
  return failed.document["type"].text() == "urn:sluice:" + std::string{code};
}

Value without_token(const Value& session) {
  Value::Record kept;
  if (const auto* const fields = std::get_if<Value::Record>(&session.held())) {
    for (const json::Field& field : *fields) {
      if (field.name != "token") kept.push_back(field);
    }
  }
  return kept;
}

Ask ask_of(const Beginning& wanted) {
  Value::Record body = wanted.body;
  body.push_back({"password", wanted.proof.password});
  if (!wanted.proof.code.empty()) body.push_back({"code", wanted.proof.code});
  if (!wanted.proof.recovery.empty()) body.push_back({"recovery", wanted.proof.recovery});
  Ask ask = post(wanted.path, body);
  ask.anybody = wanted.anybody;
  return ask;
}

/// Codes on paper have a hyphen, those of an app are digits.
Proof with_code(Proof proof, const std::string& typed) {
  (typed.find('-') == std::string::npos ? proof.code : proof.recovery) = typed;
  return proof;
}

/// Calls with what the keys hold at that moment.
class SignedIn {
 public:
  SignedIn(Door door, Keys keys, Terminal terminal)
      : door_{std::move(door)}, keys_{std::move(keys)}, terminal_{std::move(terminal)} {}

  Result<Reply, std::string> operator()(const Ask& ask) const {
    if (ask.anybody) return door_(ask, "");
    auto reply = shown(ask);
    const bool asks = reply && terminal_.there && is_problem(*reply, 403, "not-sure");
    if (!asks) return reply;
    if (auto why = make_sure()) return Refused{*std::move(why)};
    return shown(ask);
  }

 private:
  Result<Reply, std::string> shown(const Ask& ask) const {
    const auto token = keys_.token();
    if (!token) return Refused{token.error()};
    if (token->empty()) return Refused{std::string{kNobody}};
    auto reply = door_(ask, *token);
    // Who says again who he is may say it wrong, and is signed in all the same.
    const bool ended = reply && !ask.path.ends_with(kSure) &&
                       is_problem(*reply, 401, "not-signed-in") && keys_.forget(*token);
    return ended ? Refused{std::string{kNobody}} : reply;
  }
  std::optional<std::string> make_sure() const {
    const auto password = terminal_.hidden("Password, to confirm that it is you: ");
    if (!password) return "not confirmed, and not done";
    const Caller call = [this](const Ask& ask) { return shown(ask); };
    const auto session = begin_session({.call = call, .keys = keys_, .terminal = terminal_},
                                       {.path = kSure, .proof = {.password = *password}});
    return session ? std::nullopt : std::optional{session.error().what};
  }

  const Door door_;
  const Keys keys_;
  const Terminal terminal_;
};

std::string without_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

Result<std::string, std::string> in_file(const Tools& tools, const std::string& file) {
  auto text = tools.read(file);
  if (!text) return text;
  auto secret = without_end(*std::move(text));
  if (secret.empty()) return Refused{file + ": is empty"};
  return secret;
}

std::string nobody_there(const std::string& option) {
  return "nobody is there to type the password: say " + option + " FILE";
}

}  // namespace

Caller signed_in(Door door, Keys keys, Terminal terminal) {
  return SignedIn{std::move(door), std::move(keys), std::move(terminal)};
}

Result<Value, Failed> begin_session(const Tools& tools, const Beginning& wanted) {
  auto session = answer_to(tools.call, ask_of(wanted));
  const bool wants_code = !session && is_problem(session.error(), "code-needed");
  if (wants_code && tools.terminal.there) {
    const auto typed = tools.terminal.line("Code of the second factor, or a recovery code: ");
    if (!typed) return Refused{Failed{"no code, and nobody was signed in", {}}};
    Beginning again = wanted;
    again.proof = with_code(again.proof, *typed);
    session = answer_to(tools.call, ask_of(again));
  }
  if (!session) return session;
  if (auto why = tools.keys.keep((*session)["token"].text())) {
    return Refused{Failed{*std::move(why), {}}};
  }
  return without_token(*session);
}

Result<std::string, std::string> password_of(const Tools& tools, const std::string& file,
                                             const std::string& prompt) {
  if (!file.empty()) return in_file(tools, file);
  if (!tools.terminal.there) return Refused{nobody_there("--password-file")};
  auto typed = tools.terminal.hidden(prompt + ": ");
  if (!typed) return Refused{std::string{"no password, and nothing was done"}};
  return *std::move(typed);
}

Result<std::string, std::string> new_password_of(const Tools& tools, const NewPassword& wanted) {
  if (!wanted.file.empty()) return in_file(tools, wanted.file);
  if (!tools.terminal.there) return Refused{nobody_there(wanted.option)};
  auto typed = tools.terminal.hidden(wanted.prompt + ": ");
  const auto again = typed ? tools.terminal.hidden("The same once more: ") : std::nullopt;
  if (!again) return Refused{std::string{"no password, and nothing was done"}};
  if (*typed != *again) {
    return Refused{std::string{"the two passwords are not the same, and nothing was done"}};
  }
  return *std::move(typed);
}

}  // namespace relay::app::cli
