#pragma once

#include <memory>
#include <string>

#include "policy/document.h"
#include "tests/policy/named.h"

namespace tests {

inline policy::Calendar a_calendar() {
  using namespace std::chrono_literals;
  const std::chrono::local_days freeze{std::chrono::year{2026} / 12 / 18};
  return {
      .name = "work",
      .zone = {.name = "Europe/Helsinki", .offset = 2h},
      .open = {{.days = {std::chrono::Monday, std::chrono::Tuesday}, .at = 9h, .lasts = 7h}},
      .closed = {{.from = freeze, .until = freeze + std::chrono::days{20}, .why = "freeze"}},
      .not_within = policy::NotWithin{.of = 24h, .before_weekend = true, .before_closed = true}};
}

inline policy::Stage a_last_stage() {
  using namespace std::chrono_literals;
  return {.groups = {group("office"), group("default")},
          .soak = 7 * 24h,
          .gate = policy::Gate{.bake = 72h,
                               .survived = policy::Quota{.share = {8'000}},
                               .confirmed = policy::Quota{.devices = 5},
                               .failed = policy::BasisPoints{100},
                               .silent = policy::BasisPoints{200},
                               .by = {"model"},
                               .watch = {group("pilot"), group("early")}},
          .checks = {{.name = "bench"}},
          .approve = {{.role = "manager", .people = 2, .asks = {.ticket = true, .report = true}}},
          .approve_high_risk = {{.role = "manager",
                                 .people = 2,
                                 .asks = {.ticket = true, .report = true}},
                                {.role = "owner", .people = 1}},
          .window = std::make_shared<const policy::Calendar>(a_calendar()),
          .ramp = {{{500}, 4h}, {{2'500}, 24h}, {policy::kEverybody, 0h}}};
}

/// A document that uses every rule.
inline policy::Document a_document() {
  using namespace std::chrono_literals;
  const auto network = [](const char* text) { return *policy::Network::parse(text); };
  policy::Document document;
  document.feeds = {{.id = feed("agent"),
                     .content = policy::ContentClass::Software,
                     .suspect_if_replaced_within = 4h}};
  document.groups = {
      {.id = group("pilot"), .addresses = {network("10.1.9.0/24")}},
      {.id = group("early"), .addresses = {network("10.1.0.0/16")}},
      {.id = group("office"), .addresses = {network("10.2.0.0/16")}, .reboot_allowance = 30min},
      {.id = policy::default_group()}};
  policy::Stage early{.groups = {group("early")}, .soak = 24h, .gate = policy::Gate{.bake = 24h}};
  document.paths = {{.name = "software",
                     .classes = {policy::ContentClass::Software},
                     .stages = {{.groups = {group("pilot")}, .soak = 1h}, early, a_last_stage()},
                     .freshness = policy::Freshness{.ceiling = 720h},
                     .no_evidence = policy::NoEvidence{.after = 12h}}};
  document.calendars = {document.paths[0].stages[2].window};
  document.limits = {{.feed = feed("agent"),
                      .pin = version("3"),
                      .floor = version("1"),
                      .allow_from = version("1"),
                      .allow_to = version("9"),
                      .block = {version("4")},
                      .hold = true,
                      .lag = 2}};
  document.bypass = {.normal = {{.role = "manager", .people = 1}},
                     .high_risk = {{.role = "manager", .people = 2}},
                     .at_most = 24h,
                     .break_glass_at_most = 4h,
                     .review_within = 24h};
  return document;
}

}  // namespace tests
