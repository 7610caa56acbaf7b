#include "relay/app/cli/fields.h"
#include "relay/app/cli/show.h"
#include "relay/app/cli/table.h"

namespace relay::app::cli {
namespace {

using json::Value;

/// "release-manager for clamav in plants"
std::string role(const Value& grant) {
  std::string said = text(grant["role"]);
  if (!grant["feed"].null()) said += " for " + text(grant["feed"]);
  if (!grant["group"].null()) said += " in " + text(grant["group"]);
  return said;
}

std::string listed(const std::vector<std::string>& words) {
  std::string said;
  for (const std::string& word : words) said += (said.empty() ? "" : ", ") + word;
  return said.empty() ? "-" : said;
}

std::string roles(const Value& person) {
  std::vector<std::string> all;
  for (const Value& grant : person["roles"].items()) all.push_back(role(grant));
  return listed(all);
}

/// How somebody signs in: "disabled", "a password, a second factor".
std::string way_in(const Value& person) {
  if (person["disabled"].truth()) return "disabled";
  std::vector<std::string> all;
  if (person["has_password"].truth()) {
    all.emplace_back(person["due"].truth() ? "a password to be changed" : "password");
  }
  if (person["second_factor"].truth()) all.emplace_back("second factor");
  return listed(all);
}

std::string scopes(const Value& token) {
  std::vector<std::string> all;
  for (const Value& scope : token["scopes"].items()) all.push_back(text(scope));
  return listed(all);
}

std::string of_tokens(const Value& tokens) {
  Rows rows{{"TOKEN", "NAME", "GOOD FOR", "UNTIL"}};
  for (const Value& token : tokens.items()) {
    rows.push_back(
        {number(token["number"]), text(token["name"]), scopes(token), instant(token["until"])});
  }
  return table(rows);
}

/// What is to be done before anything else.
std::string due(const Value& session) {
  if (!session["due"].truth()) return {};
  return "somebody else has chosen your password: choose another one with 'sluice password'\n";
}

}  // namespace

std::string show_session_begun(const Value& answer) {
  return "signed in as '" + text(answer["name"]) + "' until " + instant(answer["until"]) + "\n" +
         due(answer);
}

std::string show_session(const Value& answer) {
  const bool by_token = answer["by"].text() == "token";
  return text(answer["name"]) + (by_token ? ", by a token for programs until " : ", until ") +
         instant(answer["until"]) + "\n" +
         table({{"roles", roles(answer)},
                {"second factor", answer["second_factor"].truth() ? "yes" : "no"},
                {"confirmed of late", answer["sure"].truth() ? "yes" : "no"}},
               "  ") +
         due(answer);
}

std::string show_confirmed(const Value& answer) {
  return "confirmed: it is '" + text(answer["name"]) + "'\n";
}

std::string show_factor_begun(const Value& answer) {
  return text(answer["sentence"]) + " ('sluice second-factor --confirm CODE')\n\n  seed  " +
         text(answer["seed"]) + "\n  uri   " + text(answer["uri"]) + "\n";
}

std::string show_recovery_codes(const Value& answer) {
  std::string lines = text(answer["sentence"]) + ":\n\n";
  for (const Value& code : answer["recovery_codes"].items()) lines += "  " + text(code) + "\n";
  return lines;
}

std::string show_tokens(const Value& answer) {
  const Value& tokens = answer["tokens"];
  return tokens.items().empty() ? "you have no token for programs\n" : of_tokens(tokens);
}

std::string show_token_made(const Value& answer) {
  return text(answer["sentence"]) + ":\n\n  " + text(answer["token"]) + "\n";
}

std::string show_people(const Value& answer) {
  Rows rows{{"NAME", "ROLES", "SIGNS IN WITH", "SESSIONS"}};
  for (const Value& person : answer["people"].items()) {
    rows.push_back(
        {text(person["name"]), roles(person), way_in(person), number(person["sessions"])});
  }
  return table(rows);
}

std::string show_person(const Value& answer) {
  const std::string made = instant(answer["made"]);
  std::string lines = text(answer["name"]) + ", since " + made + " by " + text(answer["by"]) +
                      "\n" +
                      table({{"roles", roles(answer)},
                             {"signs in with", way_in(answer)},
                             {"recovery codes", number(answer["recovery_codes"])},
                             {"sessions", number(answer["sessions"])}},
                            "  ");
  if (!answer["tokens"].items().empty()) lines += "\n" + of_tokens(answer["tokens"]);
  return lines;
}

}  // namespace relay::app::cli
