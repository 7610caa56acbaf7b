#pragma once

#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "relay/admin/desk.h"
#include "relay/admin/events.h"
#include "relay/crypto/sha256.h"
#include "relay/io/guarded.h"
#include "relay/json/read.h"
#include "relay/rollout/tables.h"
#include "tests/relay/admin/api_check.h"
#include "tests/relay/admin/scripted_texts.h"
#include "tests/relay/people/a_directory.h"
#include "tests/relay/rollout/a_relay.h"
#include "tests/support/manual_clock.h"

/// The administrators' desk over a real catalog in memory, asked as functions, by "ann" who has
/// every role. Every answer is looked at beside the description of the API.
namespace tests {

using relay::http::Method;
using relay::http::Response;

struct Asked {
  Method method = Method::Get;
  std::string path{};
  std::string query{};
  std::string body{};
  std::vector<relay::http::Field> fields{};
};

inline std::string text_of(const Response& response) {
  return std::get<std::string>(response.body);
}

inline relay::json::Value json_of(const Response& response) {
  const auto value = relay::json::read(text_of(response), {.bytes = 1'000'000});
  if (!value) FAIL(value.error() << ": " << text_of(response));
  return *value;
}

/// Of what is done; or "STATUS: " and that of what waits, or of the problem.
inline std::string sentence_of(const Response& response) {
  const auto json = json_of(response);
  if (response.status == 200) return json["sentence"].text();
  const bool waits = response.status == 202;
  return std::to_string(response.status) + ": " + json[waits ? "sentence" : "detail"].text();
}

inline std::string field_of(const Response& response, const std::string& name) {
  for (const auto& field : response.fields) {
    if (field.name == name) return field.value;
  }
  return "";
}

struct ADesk : ARelay {
  std::optional<std::string> suspect{};
  policy::Result<std::string, std::string> synced{std::string{"nothing new"}};
  std::function<void()> during_sync = [] {};
  std::vector<std::string> syncs{};               ///< Feeds that were asked for, in order.
  std::vector<relay::catalog::Deed> confirmed{};  ///< Of the clock.
  using Places = std::vector<policy::Place>;
  Places took{};                                  ///< Devices that took the feed's first release.
  std::vector<relay::admin::GroupTakes> takes{};  ///< Of the feed's first release.
  ScriptedTexts texts{.say = {{"the policy", revision.document}}};
  policy::Place place{};  ///< Of every device.
  std::vector<relay::admin::OpenDoor> doors{};
  relay::admin::Machine machine{.disk = {.free = 2, .keep_free = 1}};
  relay::audit::Head audit_head = relay::audit::no_rows();
  std::optional<relay::audit::Trouble> audit_trouble{};
  relay::audit::Verified verified{.to = relay::audit::no_rows()};
  std::vector<relay::audit::Head> heads_kept{};  ///< By whoever had it verified last.
  policy::Result<relay::audit::Bundle, std::string> bundle{relay::audit::Bundle{}};
  int set_ups = 0;                     ///< By way of the API.
  std::vector<std::string> told_of{};  ///< Devices that were revoked or restored.
  relay::device::Directory devices{state, policy::Digest{}, day(1)};
  ManualClock clock{day(1)};
  relay::io::Log log{clock, relay::io::Level::Error};
  relay::telemetry::Telemetry telemetry{{.file = ":memory:"}, log};
  relay::people::Directory people{state, {std::string(32, 'k')}, kCheap, day(1)};
  relay::admin::Events events{"run"};
  std::map<std::string, std::string> sessions{};         ///< Tokens, by who has them.
  relay::io::Guarded<std::set<std::string>> answered{};  ///< Routes that were answered well.
  relay::admin::Parts parts{
      .state = state,
      .devices = devices,
      .people = people,
      .log = log,
      .telemetry = telemetry,
      .events = events,
      .revision = [this] { return revision; },
      .clock_suspect = [this] { return suspect; },
      .turn = [this] { turn(); },
      .sync_now =
          [this](const policy::FeedId& feed) {
            syncs.push_back(feed.text());
            during_sync();
            return synced;
          },
      .confirm_clock =
          [this](const relay::catalog::Deed& deed) -> policy::Result<policy::Done, std::string> {
        if (!suspect) return policy::Refused{std::string{"it is trusted"}};
        confirmed.push_back(deed);
        return policy::Done{};
      },
      .took = [this](const policy::FeedId&,
                     policy::Sequence release) { return release.number == 1 ? took : Places{}; },
      .taken_when =
          [this](const policy::FeedId&, policy::Sequence release) {
            return release.number == 1 ? takes : std::vector<relay::admin::GroupTakes>{};
          },
      .revoked_or_restored =
          [this](const relay::catalog::DeviceId& id) { told_of.push_back(id.text()); },
      .set_up = [this] { ++set_ups; },
      .authority = relay::crypto::sha256("the authority's certificate"),
      .endpoints = {.plain = {"", 8080},
                    .tls = relay::admin::Reach{"relay.example", 8444},
                    .authority = "PEM"},
      .doors = [this] { return doors; },
      .machine = [this] { return machine; },
      .version = "0.1.0",
      .policies = texts.functions(),
      .audit = {.head = [this] { return audit_head; },
                .trouble = [this] { return audit_trouble; },
                .verify =
                    [this](const auto& kept, const auto&) {
                      heads_kept = kept;
                      return verified;
                    },
                .export_rows = [this](const auto&) { return bundle; }},
      .place_of = [this](const policy::Address&) { return place; },
      .name = "relay-7",
      .tree_of =
          [this](const policy::Digest& tree) { return relay::rollout::tree_of(store, tree); },
      .going_back = [](const policy::FeedId&) -> std::vector<relay::admin::GoesBack> {
        return {{"a client", "keeps what it has"}};
      }};
  relay::admin::Desk desk{parts};

  enum class SetUp { Yes, No };

  explicit ADesk(SetUp set_up = SetUp::Yes) {
    if (set_up == SetUp::No) return;
    const auto token = people.open_setup(now);
    const auto first = people.set_up({.token = *token,
                                      .name = "ann",
                                      .password = kPassword,
                                      .roles = {*relay::people::Role::parse("release-manager")},
                                      .source = address(kHome),
                                      .now = now});
    sessions["ann"] = first->token;
  }
  /// Another account, with kPassword.
  void make(const std::string& name, const std::vector<relay::people::Grant>& grants) {
    const relay::catalog::Deed deed{.at = now, .actor = "machine", .reason = "joins"};
    const std::string phc = *people.hashed(kPassword);
    expect(people.change(relay::people::MakeAccount{name, grants, phc}, deed));
    expect(people.change(relay::people::SetPassword{.name = name, .phc = phc}, deed));
  }
  /// The token of somebody's session, in which he has just proved who he is.
  std::string token_of(const std::string& name) {
    const auto caller = people.caller({.bearer = sessions[name]}, now);
    if (!caller || !caller->sure) sessions[name] = begin(name).token;
    return sessions[name];
  }
  relay::people::Started begin(const std::string& name,
                               relay::people::SessionKind as = relay::people::SessionKind::Bearer) {
    const auto begun = people.sign_in(
        {.name = name, .password = kPassword, .as = as, .source = address(kHome), .now = now});
    if (!begun) FAIL("cannot sign in " << name);
    return *begun;
  }
  std::vector<relay::http::Field> signed_in(const std::string& name = "ann") {
    return {{"Host", "127.0.0.1:8443"}, {"Authorization", "Bearer " + token_of(name)}};
  }

  Response ask(const Asked& asked) {
    relay::http::Request request;
    request.method = asked.method;
    request.path = asked.path;
    request.query = asked.query;
    request.target = asked.path + (asked.query.empty() ? "" : "?" + asked.query);
    request.fields = asked.fields;
    request.body = asked.body;
    request.peer = address(kHome);
    request.now = now;
    auto response = desk.answer(request);
    const Checked checked = check_described(request, response);
    for (const auto& problem : checked.problems) FAIL_CHECK(checked.route << ": " << problem);
    if (checked.good) answered.with([&](auto& all) { all.insert(checked.route); });
    return response;
  }
  Response get(const std::string& path, const std::string& query = "",
               const std::string& name = "ann") {
    return ask({.path = path, .query = query, .fields = signed_in(name)});
  }
  Response post(const std::string& path, const std::string& body, const std::string& name = "ann") {
    auto fields = signed_in(name);
    fields.push_back({"Content-Type", "application/json"});
    return ask({.method = Method::Post, .path = path, .body = body, .fields = std::move(fields)});
  }
  /// The sentence of a POST about clamav that is done, or "STATUS: " and the problem's.
  std::string said(const std::string& act, const std::string& body,
                   const std::string& name = "ann") {
    return sentence_of(post("/api/v1/feeds/clamav/" + act, body, name));
  }

 private:
  static void expect(const policy::Result<policy::Done, std::string>& done) {
    if (!done) FAIL(done.error());
  }
};

/// Everybody runs 3; 4 has baked in pilot and waits for office's approval.
struct AWaitingDesk : ADesk {
  AWaitingDesk() {
    accept("3");
    turn();
    adopt({"office", "default"}, "3");
    now = day(2);
    accept("4");
    turn();
    now = day(3);
    turn();
  }
};

}  // namespace tests
