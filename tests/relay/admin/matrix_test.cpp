#include <map>
#include <set>
#include <tuple>

#include "relay/admin/routes.h"
#include "relay/people/tokens.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::people::SessionKind;
using tests::ADesk;
using tests::json_of;
using tests::Method;
using tests::Response;

// Who may ask for what, written down once more and by hand: a change of the table of routes that
// nobody meant is found here.
namespace {

/// Roles: V viewer, O operator, P policy-editor, A administrator, U auditor, R one of the
/// organisation's own. "self": everybody who is signed in. "public": strangers, too.
struct Row {
  Method method;
  const char* path;
  const char* roles;
  const char* scope = "";  ///< Of tokens for programs; empty: never.
  bool sure = false;
  bool while_due = false;
};

constexpr bool kSure = true;
constexpr bool kDue = true;

const std::vector<Row> kMatrix{
    {Method::Get, "setup", "public"},
    {Method::Post, "setup", "public"},
    {Method::Get, "session", "self", "look", false, kDue},
    {Method::Post, "session", "public"},
    {Method::Delete, "session", "self", "", false, kDue},
    {Method::Post, "session/sure", "self", "", false, kDue},
    {Method::Post, "session/password", "self", "", kSure, kDue},
    {Method::Post, "session/second-factor", "self", "", kSure},
    {Method::Delete, "session/second-factor", "self", "", kSure},
    {Method::Post, "session/second-factor/confirm", "self", "", kSure},
    {Method::Post, "session/recovery-codes", "self", "", kSure},
    {Method::Get, "session/tokens", "self"},
    {Method::Post, "session/tokens", "self", "", kSure},
    {Method::Delete, "session/tokens/{number}", "self"},
    {Method::Get, "people", "AU"},
    {Method::Post, "people", "A", "", kSure},
    {Method::Get, "people/{name}", "AU"},
    {Method::Post, "people/{name}/grant", "A", "", kSure},
    {Method::Post, "people/{name}/lift", "A", "", kSure},
    {Method::Post, "people/{name}/disable", "A"},
    {Method::Post, "people/{name}/enable", "A", "", kSure},
    {Method::Post, "people/{name}/password", "A", "", kSure},
    {Method::Post, "people/{name}/second-factor/remove", "A", "", kSure},
    {Method::Delete, "people/{name}/sessions", "A"},
    {Method::Get, "proposals", "VOPAUR", "look"},
    {Method::Get, "proposals/{number}", "VOPAUR", "look"},
    {Method::Post, "proposals/{number}/vote", "OPA", "", kSure},
    {Method::Post, "proposals/{number}/refuse", "OPA"},
    {Method::Post, "proposals/{number}/withdraw", "self"},
    {Method::Get, "openapi.json", "VOPAUR", "look"},
    {Method::Get, "events", "VOPAUR", "look"},
    {Method::Get, "status", "VOPAUR", "look"},
    {Method::Get, "health", "VOPAUR", "look"},
    {Method::Get, "explain", "VOPAUR", "look"},
    {Method::Get, "flow", "VOPAUR", "look"},
    {Method::Get, "groups", "VOPAUR", "look"},
    {Method::Get, "audit", "AU", "audit"},
    {Method::Get, "audit/heads", "AU", "audit"},
    {Method::Get, "audit/verify", "AU", "audit"},
    {Method::Get, "audit/export", "AU", "audit"},
    {Method::Get, "devices", "VOPAUR", "look"},
    {Method::Get, "device", "VOPAUR", "look"},
    {Method::Get, "device/history", "VOPAUR", "look"},
    {Method::Get, "enrolled", "VOPAUR", "look"},
    {Method::Get, "endpoints", "VOPAUR", "look"},
    {Method::Get, "forecast", "VOPAUR", "look"},
    {Method::Get, "advice", "VOPAUR", "look"},
    {Method::Get, "calendars", "VOPAUR", "look"},
    {Method::Get, "policy/revisions", "VOPAUR", "look"},
    {Method::Get, "policy/revision", "VOPAUR", "look"},
    {Method::Get, "policy/differences", "VOPAUR", "look"},
    {Method::Get, "policy/proposal", "VOPAUR", "look"},
    {Method::Post, "policy/check", "OPAR", "policy"},
    {Method::Post, "policy/apply", "P", "policy"},
    {Method::Post, "policy/approve", "P", "", kSure},
    {Method::Get, "deeds", "VOPAUR", "look"},
    {Method::Get, "feeds/{feed}/releases", "VOPAUR", "look"},
    {Method::Get, "feeds/{feed}/contents", "VOPAUR", "look"},
    {Method::Get, "feeds/{feed}/journey", "VOPAUR", "look"},
    {Method::Get, "feeds/{feed}/adoption", "VOPAUR", "look"},
    {Method::Get, "feeds/{feed}/refused", "VOPAUR", "look"},
    {Method::Get, "feeds/{feed}/halts", "VOPAUR", "look"},
    {Method::Get, "feeds/{feed}/bypasses", "VOPAUR", "look"},
    {Method::Get, "feeds/{feed}/pauses", "VOPAUR", "look"},
    {Method::Get, "feeds/{feed}/judgements", "VOPAUR", "look"},
    {Method::Post, "stop", "OPAR", "operate"},
    {Method::Post, "groups/{group}/hold", "OPAR", "operate"},
    {Method::Post, "clock/confirm", "OA", "", kSure},
    {Method::Post, "enrol", "OA", "enrol"},
    {Method::Post, "enrol/void", "OA", "enrol"},
    {Method::Post, "devices/revoke", "OPAR", "operate"},
    {Method::Post, "devices/move", "OA"},
    {Method::Post, "feeds/{feed}/sync", "OA", "operate"},
    {Method::Post, "feeds/{feed}/adopt", "AR", "", kSure},
    {Method::Post, "feeds/{feed}/approve", "R", "", kSure},
    {Method::Get, "feeds/{feed}/bound", "R", "look"},
    {Method::Post, "feeds/{feed}/hold", "OPAR", "operate"},
    {Method::Post, "feeds/{feed}/pin", "OAR"},
    {Method::Post, "feeds/{feed}/block", "OPAR", "operate"},
    {Method::Post, "feeds/{feed}/floor", "OAR"},
    {Method::Post, "feeds/{feed}/pause", "OPAR", "operate"},
    {Method::Post, "feeds/{feed}/resume", "OAR"},
    {Method::Post, "feeds/{feed}/acknowledge", "OAR"},
    {Method::Post, "feeds/{feed}/bypass", "OR", "", kSure},
    {Method::Post, "feeds/{feed}/break-glass", "OAR", "", kSure},
    {Method::Post, "feeds/{feed}/fix-forward", "OR", "", kSure},
    {Method::Post, "feeds/{feed}/grant", "R", "", kSure},
    {Method::Post, "feeds/{feed}/review", "AUR", "", kSure},
    {Method::Post, "feeds/{feed}/verdict", "O", "check"},
    {Method::Post, "feeds/{feed}/risk", "OR"},
    {Method::Post, "feeds/{feed}/quarantine", "OPAR", "operate"},
    {Method::Post, "feeds/{feed}/trust", "OR", "", kSure},
};

constexpr std::array kPeople{std::pair{'V', "viewer"},        std::pair{'O', "operator"},
                             std::pair{'P', "policy-editor"}, std::pair{'A', "administrator"},
                             std::pair{'U', "auditor"},       std::pair{'R', "release-manager"}};

const std::vector<std::string> kScopes{"look", "operate", "policy", "enrol", "check", "audit"};

std::string filled(std::string path) {
  path = "/api/v1/" + path;
  for (const auto& [hole, text] :
       {std::pair{"{feed}", "clamav"}, std::pair{"{group}", "office"},
        std::pair{"{name}", "nobody-here"}, std::pair{"{number}", "77"}}) {
    const std::size_t found = path.find(hole);
    if (found != std::string::npos) path.replace(found, std::string_view{hole}.size(), text);
  }
  return path;
}

relay::people::Grant everywhere(const char* role) {
  return {.role = *relay::people::Role::parse(role)};
}

/// Who has that role and no other.
std::string holder_of(std::string_view role) {
  return "has-" + std::string{role};
}

/// A desk with one person for each role, and "nothing" who has none.
struct AMatrixDesk : ADesk {
  AMatrixDesk() {
    for (const auto& [letter, role] : kPeople) make(holder_of(role), {everywhere(role)});
    make("nothing", {});
  }

  Response ask_with(const Row& row, std::vector<relay::http::Field> fields) {
    fields.push_back({"Content-Type", "application/json"});
    // No confirmed act: what is asked for is never whole.
    return ask({.method = row.method,
                .path = filled(row.path),
                .body = row.method == Method::Post ? R"({"nothing":0})" : "",
                .fields = std::move(fields)});
  }
  Response ask_with_token(const Row& row, const std::string& token) {
    return ask_with(row, {{"Host", "127.0.0.1:8443"}, {"Authorization", "Bearer " + token}});
  }
  /// The code of what keeps him out; empty: he may.
  static std::string refusal(const Response& response) {
    if (response.status != 401 && response.status != 403) return "";
    return json_of(response)["type"].text().substr(std::string{"urn:sluice:"}.size());
  }
};

bool is_for(const Row& row, char letter) {
  const std::string roles = row.roles;
  return roles == "self" || roles == "public" || roles.find(letter) != std::string::npos;
}
bool is_public(const Row& row) {
  return std::string_view{row.roles} == "public";
}

}  // namespace

TEST_CASE("the matrix and the table of routes have the same rows", "[admin][security][matrix]") {
  std::set<std::pair<int, std::string>> written;
  std::set<std::pair<int, std::string>> served;
  for (const Row& row : kMatrix) {
    CHECK(written.emplace(static_cast<int>(row.method), std::string{"/api/v1/"} + row.path).second);
  }
  for (const auto& route : relay::admin::routes()) {
    served.emplace(static_cast<int>(route.method), std::string{route.pattern});
  }
  CHECK(served == written);
}

TEST_CASE("each role may ask for what the matrix says and nothing else",
          "[admin][security][matrix]") {
  AMatrixDesk desk;
  for (const Row& row : kMatrix) {
    for (const auto& [letter, role] : kPeople) {
      CAPTURE(row.path, static_cast<int>(row.method), role);
      const auto response = desk.ask_with_token(row, desk.token_of(holder_of(role)));
      const bool signs_out =
          std::string_view{row.path} == "session" && row.method == Method::Delete;
      CHECK(AMatrixDesk::refusal(response) == (is_for(row, letter) ? "" : "not-your-role"));
      if (signs_out) desk.sessions.erase(holder_of(role));
    }
    CAPTURE(row.path, static_cast<int>(row.method));
    const bool roleless = std::string_view{row.roles} == "self" || is_public(row);
    CHECK(AMatrixDesk::refusal(desk.ask_with_token(row, desk.token_of("nothing"))) ==
          (roleless ? "" : "not-your-role"));
    if (row.method == Method::Delete) desk.sessions.erase("nothing");
  }
}

TEST_CASE("strangers are told nothing but how to come in", "[admin][security][matrix]") {
  AMatrixDesk desk;
  for (const Row& row : kMatrix) {
    CAPTURE(row.path, static_cast<int>(row.method));
    for (const char* const token : {"", "wrong", "sluice_session_x", "sluice_api_x"}) {
      const auto response =
          *token == '\0' ? desk.ask_with(row, {}) : desk.ask_with_token(row, token);
      CHECK(AMatrixDesk::refusal(response) == (is_public(row) ? "" : "not-signed-in"));
    }
  }
}

TEST_CASE("before set-up there is set-up and nothing else", "[admin][security][matrix]") {
  ADesk desk{ADesk::SetUp::No};
  for (const Row& row : kMatrix) {
    CAPTURE(row.path, static_cast<int>(row.method));
    const auto response = desk.ask({.method = row.method,
                                    .path = filled(row.path),
                                    .body = "{}",
                                    .fields = {{"Content-Type", "application/json"}}});
    CHECK(AMatrixDesk::refusal(response) == (is_public(row) ? "" : "not-set-up"));
  }
}

TEST_CASE("a token for programs is good for its scope and never for what takes a person",
          "[admin][security][matrix]") {
  AMatrixDesk desk;
  for (const std::string& scope : kScopes) {
    const auto token = relay::people::new_api_token();
    const auto made =
        desk.people.change(relay::people::MakeToken{.owner = "ann",
                                                    .name = scope,
                                                    .scopes = *relay::people::Scopes::parse(scope),
                                                    .until = tests::day(30),
                                                    .digest = token.digest},
                           {.at = desk.now, .actor = "ann"});
    REQUIRE(made);
    for (const Row& row : kMatrix) {
      CAPTURE(row.path, static_cast<int>(row.method), scope);
      std::string expected = row.scope == scope ? "" : "not-in-scope";
      if (*row.scope == '\0') expected = "for-people";
      if (is_public(row)) expected = "";
      CHECK(AMatrixDesk::refusal(desk.ask_with_token(row, token.text)) == expected);
    }
  }
}

TEST_CASE("a token may no more than its owner may now", "[admin][security][matrix]") {
  AMatrixDesk desk;
  const auto token = relay::people::new_api_token();
  const auto all = relay::people::Scopes::parse("look operate policy enrol check audit");
  REQUIRE(desk.people.change(relay::people::MakeToken{.owner = "has-viewer",
                                                      .name = "all",
                                                      .scopes = *all,
                                                      .until = tests::day(30),
                                                      .digest = token.digest},
                             {.at = desk.now, .actor = "has-viewer"}));
  for (const Row& row : kMatrix) {
    if (*row.scope == '\0') continue;
    CAPTURE(row.path, static_cast<int>(row.method));
    CHECK(AMatrixDesk::refusal(desk.ask_with_token(row, token.text)) ==
          (is_for(row, 'V') ? "" : "not-your-role"));
  }
  REQUIRE(desk.people.change(relay::people::Disable{.name = "has-viewer"},
                             {.at = desk.now, .actor = "ann", .reason = "gone"}));
  CHECK(desk.ask_with_token({Method::Get, "status", ""}, token.text).status == 401);
}

TEST_CASE("what takes somebody who has just proved who he is says so five minutes later",
          "[admin][security][matrix]") {
  AMatrixDesk desk;
  const std::string token = desk.begin("ann").token;
  desk.now += 5min;
  for (const Row& row : kMatrix) {
    if (row.method == Method::Delete || is_public(row)) continue;
    CAPTURE(row.path, static_cast<int>(row.method));
    CHECK(AMatrixDesk::refusal(desk.ask_with_token(row, token)) == (row.sure ? "not-sure" : ""));
  }
}

TEST_CASE("a password that somebody else chose is good for choosing another",
          "[admin][security][matrix]") {
  AMatrixDesk desk;
  const std::string phc = *desk.people.hashed(tests::kPassword);
  REQUIRE(desk.people.change(
      relay::people::SetPassword{.name = "has-operator", .phc = phc, .due = true},
      {.at = desk.now, .actor = "ann", .reason = "forgotten"}));
  for (const Row& row : kMatrix) {
    if (is_public(row)) continue;
    CAPTURE(row.path, static_cast<int>(row.method));
    CHECK(AMatrixDesk::refusal(desk.ask_with_token(row, desk.token_of("has-operator"))) ==
          (row.while_due ? "" : "password-due"));
    if (row.method == Method::Delete) desk.sessions.erase("has-operator");
  }
}

TEST_CASE("a browser's change takes what only our page knows", "[admin][security][matrix]") {
  AMatrixDesk desk;
  const auto session = desk.begin("ann", SessionKind::Cookie);
  const auto asked = [&](const Row& row, const char* origin, const std::string& csrf) {
    std::vector<relay::http::Field> fields{{"Host", "127.0.0.1:8443"},
                                           {"Cookie", "a=b; __Host-sluice=" + session.token}};
    if (*origin != '\0') fields.push_back({"Origin", origin});
    if (!csrf.empty()) fields.push_back({"X-Sluice-CSRF", csrf});
    return AMatrixDesk::refusal(desk.ask_with(row, std::move(fields)));
  };
  constexpr const char* kOurs = "https://127.0.0.1:8443";
  for (const Row& row : kMatrix) {
    if (is_public(row) || row.method == Method::Delete) continue;
    CAPTURE(row.path);
    const bool reads = row.method == Method::Get;
    CHECK(asked(row, kOurs, session.caller.csrf).empty());
    CHECK(asked(row, kOurs, "") == (reads ? "" : "forged"));
    CHECK(asked(row, kOurs, session.caller.csrf + "x") == (reads ? "" : "forged"));
    CHECK(asked(row, "", session.caller.csrf) == (reads ? "" : "forged"));
    CHECK(asked(row, "https://evil.example", session.caller.csrf) == "other-origin");
    CHECK(asked(row, "http://127.0.0.1:8443", session.caller.csrf) == "other-origin");
  }
}
