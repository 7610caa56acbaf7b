#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "relay/admin/desk.h"
#include "relay/admin/events.h"
#include "relay/app/policy_desk.h"
#include "relay/json/read.h"
#include "relay/json/write.h"
#include "relay/serve/whom.h"
#include "tests/relay/people/a_directory.h"
#include "tests/scenarios/a_scenario.h"

namespace tests {

/// A scenario whose administrator, ann, uses the API.
class AnApi : public AScenario {
 public:
  explicit AnApi(const std::string& groups_and_paths) : AScenario{groups_and_paths} {}

  relay::json::Value look(const std::string& path, const std::string& query = "") {
    return ask(relay::http::Method::Get, path, query, "");
  }
  relay::json::Value post(const std::string& path, const relay::json::Value::Record& body) {
    return ask(relay::http::Method::Post, path, "", relay::json::write(body));
  }

  /// The sentence of an applied text, or the problem's.
  std::string apply(const std::string& text, const std::string& base) {
    const auto answer = post("policy/apply", {{"text", text}, {"reason", "test"}, {"base", base}});
    const std::string& detail = answer["detail"].text();
    return detail.empty() ? answer["sentence"].text() : detail;
  }

 private:
  relay::io::Log log{clock, relay::io::Level::Error};
  relay::admin::Events events{"run"};

  /// Of a session that begins with each request: whole days are between them.
  std::string signed_in(relay::people::Directory& people) {
    const auto source = address(kHome);
    const auto begun =
        people.is_set_up()
            ? people.sign_in(
                  {.name = "ann", .password = kPassword, .source = source, .now = clock.now()})
            : first(people, source);
    if (!begun) FAIL("ann cannot sign in");
    return begun->token;
  }
  policy::Result<relay::people::Started, relay::people::NotSignedIn> first(
      relay::people::Directory& people, const policy::Address& source) {
    const auto token = people.open_setup(clock.now());
    const auto begun = people.set_up({.token = *token,
                                      .name = "ann",
                                      .password = kPassword,
                                      .roles = {*relay::people::Role::parse("release-manager")},
                                      .source = source,
                                      .now = clock.now()});
    if (!begun) return policy::Refused{relay::people::NotSignedIn{}};
    return *begun;
  }

  relay::json::Value ask(relay::http::Method method, const std::string& path,
                         const std::string& query, const std::string& body) {
    relay::app::PolicyDesk policies{
        engine(), "policy.yaml",
        [this](const relay::app::LoadedPolicy& loaded, const relay::catalog::Deed& deed) {
          return engine().revise(loaded, deed);
        }};
    relay::device::Directory devices{engine().state(), policy::Digest{}, clock.now()};
    relay::people::Directory people{engine().state(), {std::string(32, 'k')}, kCheap, clock.now()};
    const std::string token = signed_in(people);
    relay::admin::Desk desk{
        {.state = engine().state(),
         .devices = devices,
         .people = people,
         .log = log,
         .telemetry = engine().telemetry(),
         .events = events,
         .revision = [this] { return engine().revision(); },
         .clock_suspect = [this] { return engine().clock_suspect(); },
         .turn = [this] { engine().turn_now(); },
         .sync_now = [](const policy::FeedId&) { return std::string{"nothing new"}; },
         .confirm_clock =
             [this](const relay::catalog::Deed& deed) { return engine().confirm_clock(deed); },
         .policies = {.read = [&](const std::string& text) { return policies.read(text); },
                      .weakened =
                          [&](const std::string& before, const std::string& after) {
                            return policies.weakened(before, after);
                          },
                      .apply =
                          [&](const relay::admin::Candidate& candidate,
                              const relay::catalog::Deed& deed) {
                            return policies.apply(candidate, deed);
                          },
                      .approve =
                          [&](std::int64_t proposal, const relay::catalog::Deed& deed) {
                            return policies.approve(proposal, deed);
                          }},
         .place_of = relay::serve::place_of}};
    relay::http::Request request;
    request.method = method;
    request.path = "/api/v1/" + path;
    request.query = query;
    request.fields = {{"Host", "127.0.0.1:8443"},
                      {"Authorization", "Bearer " + token},
                      {"Content-Type", "application/json"}};
    request.body = body;
    request.peer = *policy::Address::parse("127.0.0.1");
    request.now = clock.now();
    const auto response = desk.answer(request);
    const auto answer =
        relay::json::read(std::get<std::string>(response.body), {.bytes = 1'000'000});
    if (!answer) FAIL(answer.error());
    return *answer;
  }
};

}  // namespace tests
