#pragma once

#include "tests/relay/admin/a_desk.h"

namespace tests {

/// pilot and office take devices that are enrolled for them.
struct ADeviceDesk : ADesk {
  ADeviceDesk() {
    auto& groups = revision.document.groups;
    groups[0].devices = {{.enrolled = "pilot"}, {.attributes = {{"model", "x1"}}}};
    groups[1].devices = {{.enrolled = "office"}};
    now = day(1);
  }
  std::string said(const std::string& path, const std::string& body) {
    const auto response = post("/api/v1/" + path, body);
    const auto json = json_of(response);
    if (response.status == 200) return json["sentence"].text();
    return std::to_string(response.status) + ": " + json["detail"].text();
  }
  /// A device of office's, whose id is 16 times that digit.
  relay::device::DeviceId enrol(char digit) {
    const auto token = relay::crypto::sha256(std::string{"for "} + digit);
    const auto number = devices.allow({.token = token,
                                       .group = *policy::GroupId::parse("office"),
                                       .until = now + std::chrono::hours{1}},
                                      {.at = now, .actor = "Aino"});
    const auto id = *relay::device::DeviceId::parse("d-" + std::string(16, digit));
    devices.enrol(token,
                  {.id = id,
                   .enrolment = number,
                   .name = std::string{"lap-"} + digit,
                   .credential = {.digest = relay::crypto::sha256(std::string{digit})}},
                  {.at = now, .reason = "from 10.1.9.3"});
    return id;
  }
};

}  // namespace tests
