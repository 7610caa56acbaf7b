#pragma once

#include <string>

#include "relay/catalog/halts.h"
#include "tests/relay/admin/a_desk.h"

namespace tests {

/// A relay at which everything that is listed has happened at least three times: releases 3, 4, 5
/// and 6 of clamav; 4 waits for office's approval.
struct ABusyDesk : AWaitingDesk {
  ABusyDesk() {
    using namespace std::chrono_literals;
    revision.document.bypass = {.normal = {{.role = "release-manager"}},
                                .at_most = 24h,
                                .break_glass_at_most = 4h,
                                .review_within = 24h};
    office().checks = {{.name = "bench"}};
    revision.document.groups[0].devices = {{.enrolled = "pilot"}};
    revision.document.groups[1].devices = {{.enrolled = "office"}};
    for (const char* const name : {"5", "6"}) accept(name);
    for (const char* const name : {"office", "default"}) {
      for (const char* const version : {"5", "6"}) speak(name, version);
    }
    for (const char* const name : {"office", "default"}) {
      for (const std::uint64_t release : {3U, 4U}) stop(name, {release});
    }
    meet();
    for (const char* const name : {"bob", "cid"}) make(name, {of_role("operator")});
    wait();
  }

  static relay::people::Grant of_role(const char* name) {
    return {.role = *relay::people::Role::parse(name)};
  }
  Response put(const std::string& path, const std::string& body, const std::string& name = "ann") {
    auto response = post("/api/v1/" + path, body, name);
    if (response.status >= 300) FAIL(path << ": " << text_of(response));
    return response;
  }

 private:
  /// What people say of a release in a group, and else.
  void speak(const std::string& name, const std::string& of_release) {
    const std::string about = R"({"reason":"x","version":")" + of_release + "\"";
    const std::string here = about + R"(,"groups":[")" + name + R"("])";
    put("feeds/clamav/bypass", here + R"(,"skip":["approval"],"for":"2h"})");
    put("feeds/clamav/pause", here + "}");
    put("feeds/clamav/risk", here + R"(,"risk":"high"})");
    put("feeds/clamav/verdict", about + R"(,"check":"bench","yes":true})");
    put("session/tokens", R"({"name":")" + name + R"(","scopes":["look"],"days":1,"reason":"x"})");
    texts.say["the policy, changed " + std::to_string(revision.number)] = revision.document;
    revise();
  }

  /// What the relay does by itself.
  void stop(const std::string& name, policy::Sequence release) {
    const relay::catalog::QuarantineRow refused{.feed = feed("clamav"),
                                                .part = "daily",
                                                .version = std::to_string(release.number),
                                                .reason = name,
                                                .at = now};
    state.write([&](relay::db::Transaction& tx) {
      relay::catalog::halt(tx, feed("clamav"), release, group(name.c_str()),
                           {.at = now, .reason = "silence 9 of 20"});
      relay::catalog::quarantine(tx, refused, {.at = now});
    });
  }

  /// Devices that ask, and some that have enrolled.
  void meet() {
    for (const std::string one : {"1", "2", "3"}) {
      const auto leave = relay::crypto::sha256("leave " + one);
      const auto number = devices.allow({.token = leave,
                                         .group = group("office"),
                                         .name = "lap-" + one,
                                         .until = now + std::chrono::hours{1}},
                                        deed());
      const auto id = *relay::device::DeviceId::parse("d-111111111111111" + one);
      devices.enrol(leave,
                    {.id = id,
                     .enrolment = number,
                     .name = "lap-" + one,
                     .credential = {.digest = relay::crypto::sha256("credential " + one)}},
                    {.at = now});
      const relay::telemetry::Contact contact{.device = id.text(),
                                              .address = address("10.1.9.3"),
                                              .known = relay::telemetry::Known::Token,
                                              .group = "office",
                                              .feed = "clamav",
                                              .path = "daily.cvd",
                                              .agent = "ClamAV/1.0.7",
                                              .release = {1},
                                              .at = now};
      telemetry.pad(0).begin(contact).over({.status = 200, .to_the_end = true});
      telemetry.record(now);
    }
    put("enrol", R"({"group":"pilot"})");
  }

  /// Three proposals that wait for bob, who is an administrator as well from then on.
  void wait() {
    put("people/bob/grant", R"({"role":"administrator","reason":"x"})");
    for (const char* const password : {"a first one", "a second one", "a third one"}) {
      put("people/cid/password", std::string{R"({"reason":"x","password":")"} + password + "\"}");
    }
  }
};

}  // namespace tests
