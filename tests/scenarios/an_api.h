#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "relay/admin/desk.h"
#include "relay/app/policy_desk.h"
#include "relay/json/read.h"
#include "relay/json/write.h"
#include "relay/serve/whom.h"
#include "tests/scenarios/a_scenario.h"

namespace tests {

/// A scenario whose administrators use the API.
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
  static constexpr const char* kToken = "slt_scenario";

  relay::json::Value ask(relay::http::Method method, const std::string& path,
                         const std::string& query, const std::string& body) {
    relay::app::PolicyDesk policies{
        engine(), "policy.yaml",
        [this](const relay::app::LoadedPolicy& loaded, const relay::catalog::Deed& deed) {
          return engine().revise(loaded, deed);
        }};
    relay::device::Directory devices{engine().state(), policy::Digest{}, clock.now()};
    relay::admin::Desk desk{
        {.state = engine().state(),
         .devices = devices,
         .telemetry = engine().telemetry(),
         .revision = [this] { return engine().revision(); },
         .clock_suspect = [this] { return engine().clock_suspect(); },
         .turn = [this] { engine().turn_now(); },
         .sync_now = [](const policy::FeedId&) { return std::string{"nothing new"}; },
         .confirm_clock =
             [this](const relay::catalog::Deed& deed) { return engine().confirm_clock(deed); },
         .token = relay::crypto::sha256(kToken),
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
                      {"Authorization", std::string{"Bearer "} + kToken},
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
