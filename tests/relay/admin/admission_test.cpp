#include "relay/admin/admission.h"

#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using tests::ADesk;
using tests::Method;

namespace {

int status_from(ADesk& desk, const std::vector<relay::http::Field>& more) {
  auto fields = desk.signed_in();
  fields.insert(fields.end(), more.begin(), more.end());
  return desk.ask({.path = "/api/v1/status", .fields = fields}).status;
}

std::vector<std::string> refusals(ADesk& desk) {
  std::vector<std::string> details;
  for (const auto& row : desk.audit()) {
    if (row.action == "refused") details.push_back(row.detail);
  }
  return details;
}

}  // namespace

TEST_CASE("a page of another origin is refused even with a session", "[admin][security]") {
  ADesk desk;
  CHECK(status_from(desk, {{"Origin", "https://127.0.0.1:8443"}}) == 200);
  CHECK(status_from(desk, {{"Origin", "HTTPS://127.0.0.1:8443"}}) == 200);
  CHECK(status_from(desk, {{"Sec-Fetch-Site", "same-origin"}}) == 200);
  CHECK(status_from(desk, {{"Sec-Fetch-Site", "none"}}) == 200);
  for (const char* const origin : {"null", "", "https://evil.example", "https://127.0.0.1:8444",
                                   "https://127.0.0.1", "https://127.0.0.1:8443.evil.example",
                                   "https://evil.example/127.0.0.1:8443", "127.0.0.1:8443"}) {
    CAPTURE(origin);
    CHECK(status_from(desk, {{"Origin", origin}}) == 403);
  }
  CHECK(status_from(desk, {{"Sec-Fetch-Site", "cross-site"}}) == 403);
  CHECK(status_from(desk, {{"Sec-Fetch-Site", "same-site"}}) == 403);
  CHECK(status_from(desk, {{"Origin", "https://127.0.0.1:8443"}, {"Origin", "null"}}) == 403);
}

TEST_CASE("refusals are recorded at most once a minute and all are counted", "[admin][audit]") {
  ADesk desk;
  desk.now = tests::day(5);
  for (int i = 0; i < 4; ++i) desk.ask({.path = "/api/v1/status"});
  CHECK(refusals(desk) == std::vector<std::string>{"from 10.1.9.3: nothing was shown"});
  CHECK(desk.audit().front().outcome == relay::catalog::Outcome::Denied);

  desk.now += 59s;
  desk.ask({.path = "/api/v1/status"});
  CHECK(refusals(desk).size() == 1);

  desk.now += 1s;
  desk.ask({.path = "/api/v1/status", .fields = {{"Authorization", "Bearer guess"}}});
  CHECK(refusals(desk) == std::vector<std::string>{"from 10.1.9.3: what was shown does not count; "
                                                   "4 more were refused since the last such row",
                                                   "from 10.1.9.3: nothing was shown"});
}

TEST_CASE("a clock that was set back does not silence the audit", "[admin][audit]") {
  ADesk desk;
  desk.now = tests::day(5);
  desk.ask({.path = "/api/v1/status"});
  desk.now = tests::day(4);
  desk.ask({.path = "/api/v1/status"});
  CHECK(refusals(desk).size() == 2);
}

TEST_CASE("what a stranger sends does not get into the audit", "[admin][audit][hostile]") {
  ADesk desk;
  desk.ask({.path = "/api/v1/\r\n<img onerror>",
            .fields = {{"Authorization", "Bearer \x1b[2J\r\nX"}, {"User-Agent", "<script>"}}});
  CHECK(refusals(desk) == std::vector<std::string>{"from 10.1.9.3: what was shown does not count"});
}
