#include "relay/admin/endpoints.h"

#include "tests/relay/admin/a_desk.h"

TEST_CASE("where devices of a group find a feed is told with who vouches for it", "[admin]") {
  tests::ADesk desk;
  auto& groups = desk.revision.document.groups;
  groups[0].addresses = {*policy::Network::parse("10.0.0.0/8")};
  groups[1].devices = {{.enrolled = "office"}};
  const auto ask = [&](const std::string& query) {
    const auto response = desk.get("/api/v1/endpoints", query);
    const std::string text = tests::text_of(response);
    return std::to_string(response.status) + " " + text.substr(0, text.find('\n'));
  };
  const std::string doors =
      R"(200 {"plain":{"host":null,"port":8080},"tls":{"host":"relay.example","port":8444},)"
      R"("authority":"PEM",)";
  CHECK(ask("feed=clamav&group=pilot") == doors + R"("by_address":true,"by_credential":false})");
  CHECK(ask("feed=clamav&group=office") == doors + R"("by_address":false,"by_credential":true})");
  CHECK(ask("feed=clamav&group=default") == doors + R"("by_address":true,"by_credential":true})");
  CHECK_THAT(ask("feed=other&group=office"), Catch::StartsWith("404 "));
  CHECK_THAT(ask("feed=clamav&group=other"), Catch::StartsWith("404 "));
  CHECK_THAT(ask("group=office"), Catch::StartsWith("400 "));
}
