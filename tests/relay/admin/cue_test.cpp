#include "relay/admin/cue.h"

#include <catch2/catch.hpp>

using relay::admin::Cue;
using relay::admin::cue_of;
using relay::admin::event_text;
using Kind = relay::admin::Cue::Kind;

namespace {

std::string shown(std::string_view action, std::string_view subject = "") {
  const auto change = cue_of(action, subject);
  if (!change) return "nothing";
  return std::string{word(change->kind)} + " " + std::to_string(change->number);
}

}  // namespace

TEST_CASE("what was recorded says what is worth another look", "[admin][events]") {
  struct Case {
    const char* action;
    const char* subject;
    const char* change;
  };
  const auto one = GENERATE(values<Case>({
      {"account proposed", "proposal 7", "proposal 7"},
      {"agreed", "proposal 12", "proposal 12"},
      {"proposal withdrawn", "proposal 3", "proposal 3"},
      {"policy revised", "revision 12", "policy 12"},
      {"policy file read", "revision 4", "policy 4"},
      {"account made", "bob", "people 0"},
      {"role given", "bob: operator", "people 0"},
      {"role taken", "bob: operator", "people 0"},
      {"password set", "bob", "people 0"},
      {"second factor confirmed", "bob", "people 0"},
      {"recovery code used", "bob", "people 0"},
      {"token made", "token 7 ci of bob", "people 0"},
      {"set-up done", "the first account", "people 0"},
      {"sessions ended", "bob: 2", "people 0"},
      {"enrolled", "d-0123456789abcdef", "devices 0"},
      {"enrolment allowed", "enrolment 3 → office", "devices 0"},
      {"certificate renewed", "d-0123456789abcdef", "devices 0"},
      {"revoked", "d-0123456789abcdef", "devices 0"},
      {"revocation lifted", "d-0123456789abcdef", "devices 0"},
      {"moved", "d-0123456789abcdef → office", "devices 0"},
      {"release accepted", "clamav daily 27500", "status 0"},
      {"opened", "clamav daily 27500 → office", "status 0"},
      {"stop", "everything", "status 0"},
      {"hold lifted", "clamav → office", "status 0"},
      {"what nobody has thought of yet", "", "status 0"},
      {"signed in", "bob", "nothing"},
      {"signed out", "bob", "nothing"},
  }));
  CAPTURE(one.action, one.subject);
  CHECK(shown(one.action, one.subject) == one.change);
}

TEST_CASE("only a whole number names a proposal", "[admin][events]") {
  for (const char* subject : {"proposal", "proposal ", "proposal 7x", "proposal -7", "proposal 0",
                              "proposal 99999999999999999999", "my proposal 7"}) {
    CAPTURE(subject);
    CHECK(shown("opened", subject) == "status 0");
  }
}

TEST_CASE("an event is a few lines and an empty one", "[admin][events]") {
  CHECK(event_text("run-12", {.kind = Kind::Status,
                              .feed = policy::FeedId::parse("clamav"),
                              .group = policy::GroupId::parse("office")}) ==
        "id: run-12\n"
        "event: status\n"
        R"(data: {"event":"status","feed":"clamav","group":"office","number":null})"
        "\n\n");
  CHECK(event_text("run-13", {.kind = Kind::Audit, .number = 4'711}) ==
        "id: run-13\n"
        "event: audit\n"
        R"(data: {"event":"audit","feed":null,"group":null,"number":4711})"
        "\n\n");
  CHECK(relay::admin::reset_text("run-0") ==
        "id: run-0\n"
        "event: reset\n"
        R"(data: {"event":"reset","feed":null,"group":null,"number":null})"
        "\n\n");
}
