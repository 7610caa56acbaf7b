#include "relay/admin/slice.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_busy_desk.h"

using relay::json::Value;
using relay::json::write;
using tests::json_of;

namespace {

/// A list that can be long, and where it stands in the answer.
struct Listed {
  std::string path{};
  std::string name{};
  std::string query{};
};

const std::vector<Listed> kLists{
    {"audit", "rows"},
    {"feeds/clamav/releases", "releases"},
    {"feeds/clamav/refused", "refused"},
    {"feeds/clamav/halts", "halts"},
    {"feeds/clamav/bypasses", "bypasses"},
    {"feeds/clamav/pauses", "pauses"},
    {"feeds/clamav/judgements", "verdicts"},
    {"feeds/clamav/judgements", "risks"},
    {"deeds", "deeds"},
    {"deeds", "deeds", "feed=clamav"},
    {"deeds", "deeds", "feed=clamav&version=5"},
    {"people", "people"},
    {"session/tokens", "tokens"},
    {"proposals", "proposals"},
    {"proposals", "proposals", "open=yes"},
    {"policy/revisions", "revisions"},
    {"devices", "devices"},
    {"enrolled", "devices"},
    {"enrolled", "devices", "group=office"},
};

/// How a list is written when it is read in slices of that size; what they have is counted.
std::string in_slices(tests::ADesk& desk, const Listed& of, std::size_t size, unsigned& slices) {
  Value::List all;
  std::string after;
  const std::string asked =
      (of.query.empty() ? "" : of.query + "&") + "limit=" + std::to_string(size);
  for (slices = 0; slices < 500;) {
    const auto answer = json_of(desk.get("/api/v1/" + of.path, asked + after));
    ++slices;
    const auto& items = answer[of.name].items();
    CHECK(items.size() <= size);
    all.insert(all.end(), items.begin(), items.end());
    if (answer["next"].null()) break;
    after = "&after=" + answer["next"].text();
  }
  return write(all);
}

}  // namespace

TEST_CASE("every long list is the same in slices of any size", "[admin][slice]") {
  tests::ABusyDesk desk;
  for (const Listed& of : kLists) {
    CAPTURE(of.path, of.name, of.query);
    const auto whole = json_of(desk.get("/api/v1/" + of.path, of.query));
    const std::size_t size = whole[of.name].items().size();
    CHECK(size >= 3);
    CHECK(whole["next"].null());
    unsigned slices = 0;
    const std::string written = write(whole[of.name]);
    CHECK(in_slices(desk, of, size, slices) == written);
    CHECK(slices == 1);
    CHECK(in_slices(desk, of, size - 1, slices) == written);
    CHECK(slices == 2);
    CHECK(in_slices(desk, of, 1, slices) == written);
    CHECK(slices == size);
  }
}

TEST_CASE("a slice has from one to a thousand entries and goes on where one ended",
          "[admin][slice]") {
  tests::ABusyDesk desk;
  for (const Listed& of : kLists) {
    CAPTURE(of.path);
    const auto asked = [&](const std::string& query) {
      const auto response = desk.get("/api/v1/" + of.path, query);
      return response.status == 200 ? "" : json_of(response)["detail"].text();
    };
    CHECK(asked("limit=1") == "");
    CHECK(asked("limit=1000") == "");
    for (const char* const wrong : {"0", "1001", "-1", "x", "1x", "", "99999999999999999999"}) {
      CHECK(asked(std::string{"limit="} + wrong) == "'limit' is a whole number from 1 to 1000");
    }
    const std::string bad_after = "'after' is what the answer before had as 'next'";
    CHECK(asked("after=a%00b") == bad_after);
    CHECK(asked("after=" + std::string(257, '1')) == bad_after);
  }
  for (const char* const wrong : {"1", "1,", ",1", "1,x", "-1,1", "1,1,1"}) {
    CHECK(desk.get("/api/v1/feeds/clamav/judgements", std::string{"after="} + wrong).status == 400);
  }
}
