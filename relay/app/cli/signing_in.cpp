#include "relay/app/cli/signing_in.h"

#include "relay/app/cli/show.h"
#include "relay/app/cli/signed_in.h"
#include "relay/json/write.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;

Ended shown(const Tools& tools, const Value& answer, Show show) {
  return {.out = tools.json ? json::write_indented(answer) : show(answer)};
}

Ended not_done(const Tools& tools, const std::string& why) {
  return failed({why, {}}, tools);
}

/// Whoever gave what several commands take.
Proof proof_of(const Words& words) {
  return {.code = words["--code"], .recovery = words["--recovery"]};
}

std::optional<Misuse> against_proof(const Words& words) {
  if (!words.has("--code") || !words.has("--recovery")) return std::nullopt;
  return "either --code or --recovery, not both";
}

/// The password is read only when everything else is right.
struct SignIn {
  Beginning session{};
  std::string file{};  ///< With the password; empty: it is typed.
  std::string prompt{};
};

Ended begin(const Tools& tools, SignIn wanted, Show show) {
  auto password = password_of(tools, wanted.file, wanted.prompt);
  if (!password) return not_done(tools, password.error());
  wanted.session.proof.password = *std::move(password);
  const auto session = begin_session(tools, wanted.session);
  return session ? shown(tools, *session, show) : failed(session.error(), tools);
}

Ended set_up_as(const Tools& tools, const std::string& name, const std::string& file) {
  const auto token = tools.keys.setup_token();
  if (!token) return not_done(tools, token.error());
  auto password =
      new_password_of(tools, {.file = file, .prompt = "Password of '" + name + "', a new one"});
  if (!password) return not_done(tools, password.error());
  const auto session = begin_session(tools, {.path = "setup",
                                             .body = {{"token", *token}, {"name", name}},
                                             .proof = {.password = *password},
                                             .anybody = true});
  return session ? shown(tools, *session, show_session_begun) : failed(session.error(), tools);
}

Ended sign_out(const Tools& tools) {
  const auto token = tools.keys.token();
  const Ended ended = ask_and_show(tools, take_away("session"), show_sentence);
  if (ended.code == 0 && token) tools.keys.forget(*token);
  return ended;
}

struct WantedPassword {
  std::string file{};      ///< With the one so far; empty: it is asked for only where it must be.
  std::string new_file{};  ///< With the new one; empty: it is typed.
};

Ended change_password(const Tools& tools, const WantedPassword& wanted) {
  if (!wanted.file.empty()) {
    const auto password = password_of(tools, wanted.file, "");
    if (!password) return not_done(tools, password.error());
    const auto session =
        begin_session(tools, {.path = "session/sure", .proof = {.password = *password}});
    if (!session) return failed(session.error(), tools);
  }
  const auto password = new_password_of(
      tools, {.option = "--new-password-file", .file = wanted.new_file, .prompt = "New password"});
  if (!password) return not_done(tools, password.error());
  return ask_and_show(tools, post("session/password", Value::Record{{"password", *password}}),
                      show_sentence);
}

Ask confirming(const std::string& code) {
  return post("session/second-factor/confirm", Value::Record{{"code", code}});
}

/// Shows the seed; whoever is there gives the first code at once.
Ended enrol_factor(const Tools& tools) {
  const auto begun = answer_to(tools.call, post("session/second-factor", Value::Record{}));
  if (!begun) return failed(begun.error(), tools);
  if (tools.json || !tools.terminal.there) return shown(tools, *begun, show_factor_begun);
  const auto code = tools.terminal.line(show_factor_begun(*begun) + "\nThe first code: ");
  if (!code) return not_done(tools, "no code: the second factor does not count yet");
  return ask_and_show(tools, confirming(*code), show_recovery_codes);
}

}  // namespace

OrMisuse<What> set_up(const Words& words) {
  const auto name = person_of(words);
  if (!name) return Refused{name.error()};
  return What{Doing{[name = *name, file = words["--password-file"]](const Tools& tools) {
    return set_up_as(tools, name, file);
  }}};
}

OrMisuse<What> login(const Words& words) {
  const auto name = person_of(words);
  if (!name) return Refused{name.error()};
  if (auto misuse = against_proof(words)) return Refused{*std::move(misuse)};
  const SignIn wanted{.session = {.path = "session",
                                  .body = {{"name", *name}},
                                  .proof = proof_of(words),
                                  .anybody = true},
                      .file = words["--password-file"],
                      .prompt = "Password of '" + *name + "'"};
  return What{
      Doing{[wanted](const Tools& tools) { return begin(tools, wanted, show_session_begun); }}};
}

OrMisuse<What> logout(const Words&) {
  return What{Doing{sign_out}};
}

OrMisuse<What> whoami(const Words&) {
  return asking(get("session"), show_session);
}

OrMisuse<What> sure(const Words& words) {
  if (auto misuse = against_proof(words)) return Refused{*std::move(misuse)};
  const SignIn wanted{.session = {.path = "session/sure", .proof = proof_of(words)},
                      .file = words["--password-file"],
                      .prompt = "Password"};
  return What{Doing{[wanted](const Tools& tools) { return begin(tools, wanted, show_confirmed); }}};
}

OrMisuse<What> password(const Words& words) {
  const WantedPassword wanted{words["--password-file"], words["--new-password-file"]};
  return What{Doing{[wanted](const Tools& tools) { return change_password(tools, wanted); }}};
}

OrMisuse<What> second_factor(const Words& words) {
  const auto count = int{words.has("--confirm")} + words.has("--codes") + words.has("--remove");
  if (count > 1) {
    return Refused{see_help(words.form, "one of --confirm, --codes and --remove at a time")};
  }
  if (words.has("--confirm")) return asking(confirming(words["--confirm"]), show_recovery_codes);
  if (words.has("--remove")) return asking(take_away("session/second-factor"), show_sentence);
  if (words.has("--codes")) {
    return asking(post("session/recovery-codes", Value::Record{}), show_recovery_codes);
  }
  return What{Doing{enrol_factor}};
}

}  // namespace relay::app::cli
