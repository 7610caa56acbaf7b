#include "relay/admin/openapi.h"

#include <algorithm>
#include <set>

#include "relay/json/write.h"
#include "tests/relay/admin/a_busy_desk.h"
#include "tests/relay/admin/first_code.h"

using relay::admin::description;
using relay::admin::routes;
using relay::json::Value;
using relay::json::write;
using tests::json_of;
using tests::Method;
using tests::text_of;

namespace {

const Value::Record& fields_of(const Value& value) {
  return std::get<Value::Record>(value.held());
}

/// Calls `see` with every value of a document, records before what is in them.
template <class See>
void walk(const Value& value, const See& see) {
  see(value);
  for (const Value& item : value.items()) walk(item, see);
  if (const auto* const fields = std::get_if<Value::Record>(&value.held())) {
    for (const auto& field : *fields) walk(field.value, see);
  }
}

/// Something that is asked for, and by whom. "{digest 1}" is what proposal 1 is bound to.
struct Sample {
  Method method = Method::Post;
  std::string path{};
  std::string body{};  ///< Of a GET its query.
  std::string name = "ann";
};

constexpr Method kGet = Method::Get;
constexpr Method kPost = Method::Post;
constexpr Method kDelete = Method::Delete;

const std::string kWhy = R"("reason":"x"})";

const std::vector<Sample> kLooking{
    {kGet, "openapi.json"},
    {kGet, "setup"},
    {kGet, "session"},
    {kGet, "session/tokens"},
    {kGet, "people"},
    {kGet, "people/bob"},
    {kGet, "proposals"},
    {kGet, "proposals/1"},
    {kGet, "status"},
    {kGet, "health"},
    {kGet, "events"},
    {kGet, "flow"},
    {kGet, "groups"},
    {kGet, "explain", "feed=clamav&device=10.1.9.3"},
    {kGet, "flow"},
    {kGet, "groups"},
    {kGet, "forecast"},
    {kGet, "advice", "devices=100"},
    {kGet, "calendars", "days=92"},
    {kGet, "endpoints", "group=office&feed=clamav"},
    {kGet, "audit"},
    {kGet, "audit/heads"},
    {kGet, "audit/verify"},
    {kGet, "audit/export"},
    {kGet, "devices"},
    {kGet, "device", "device=d-1111111111111111"},
    {kGet, "device/history", "device=d-1111111111111111"},
    {kGet, "enrolled"},
    {kGet, "policy/revisions"},
    {kGet, "policy/revision"},
    {kGet, "policy/differences"},
    {kGet, "policy/proposal"},
    {kGet, "feeds/clamav/releases"},
    {kGet, "feeds/clamav/contents", "version=4&against=3"},
    {kGet, "feeds/clamav/journey", "version=4"},
    {kGet, "feeds/clamav/contents", "version=4&against=3"},
    {kGet, "feeds/clamav/journey", "version=4"},
    {kGet, "feeds/clamav/adoption", "version=3"},
    {kGet, "feeds/clamav/refused"},
    {kGet, "feeds/clamav/halts"},
    {kGet, "feeds/clamav/bypasses"},
    {kGet, "feeds/clamav/pauses"},
    {kGet, "feeds/clamav/judgements"},
    {kGet, "feeds/clamav/bound", "groups=office&version=4"},
    {kGet, "deeds"},
};

const std::vector<Sample> kActing{
    {kPost, "session", R"({"name":"ann","password":"a long way to the relay"})"},
    {kPost, "session/sure", R"({"password":"a long way to the relay"})"},
    {kDelete, "session/tokens/1", R"({"reason":"lost"})"},
    {kPost, "session/password", R"({"password":"another way to the same relay"})", "dan"},
    {kPost, "people", R"({"name":"eve","password":"a first one","roles":[],)" + kWhy},
    {kPost, "people/cid/lift", R"({"role":"operator",)" + kWhy},
    {kPost, "people/eve/password", R"({"password":"a second one",)" + kWhy},
    {kPost, "people/eve/disable", "{" + kWhy},
    {kPost, "people/eve/enable", "{" + kWhy},
    {kDelete, "people/eve/sessions"},
    {kPost, "proposals/2/refuse", "{" + kWhy, "bob"},
    {kPost, "proposals/3/withdraw", "{" + kWhy},
    {kPost, "proposals/1/vote", R"({"digest":"{digest 1}",)" + kWhy, "bob"},
    {kPost, "policy/check", R"({"text":"the policy"})"},
    {kPost, "policy/apply",
     R"({"text":"the policy","base":"sha256:)" + std::string(64, '0') + "\"," + kWhy},
    {kPost, "policy/approve", R"({"proposal":1,)" + kWhy},
    {kPost, "stop", "{" + kWhy},
    {kPost, "stop", R"({"lift":true,)" + kWhy},
    {kPost, "groups/office/hold", "{" + kWhy},
    {kPost, "clock/confirm", "{" + kWhy},
    {kPost, "enrol", R"({"group":"pilot","attributes":[{"name":"model","value":"t14"}]})"},
    {kPost, "enrol/void", R"({"enrolment":4,)" + kWhy},
    {kPost, "devices/revoke", R"({"device":"d-1111111111111111",)" + kWhy},
    {kPost, "devices/move", R"({"device":"d-1111111111111112","group":"pilot",)" + kWhy},
    {kPost, "feeds/clamav/sync", "{}"},
    {kPost, "feeds/clamav/bypass",
     R"({"groups":["office"],"version":"4","skip":["gate"],"for":"2h",)" + kWhy},
    {kPost, "feeds/clamav/break-glass",
     R"({"groups":["office"],"version":"4","skip":["gate"],"for":"2h",)" + kWhy},
    {kPost, "feeds/clamav/fix-forward",
     R"({"groups":["office"],"version":"4","of":"3","skip":["gate"],"for":"2h",)" + kWhy},
    {kPost, "feeds/clamav/grant", R"({"bypass":1,)" + kWhy, "dan"},
    {kPost, "feeds/clamav/review", R"({"bypass":1,)" + kWhy, "dan"},
    {kPost, "feeds/clamav/approve", R"({"groups":["office"],"version":"4",)" + kWhy},
    {kPost, "feeds/clamav/pause", R"({"groups":["default"],"version":"4",)" + kWhy},
    {kPost, "feeds/clamav/resume", R"({"groups":["default"],"version":"4",)" + kWhy},
    {kPost, "feeds/clamav/hold", R"({"groups":"all",)" + kWhy},
    {kPost, "feeds/clamav/pin", R"({"groups":["office"],"version":"3",)" + kWhy},
    {kPost, "feeds/clamav/block", R"({"groups":["office"],"version":"5",)" + kWhy},
    {kPost, "feeds/clamav/floor", R"({"groups":["office"],"version":"3",)" + kWhy},
    {kPost, "feeds/clamav/acknowledge",
     R"({"groups":"all","version":"5","decision":"block",)" + kWhy},
    {kPost, "feeds/clamav/verdict", R"({"version":"4","check":"bench","yes":true,)" + kWhy},
    {kPost, "feeds/clamav/risk", R"({"groups":"all","version":"4","risk":"high",)" + kWhy},
    {kPost, "feeds/clamav/quarantine", R"({"version":"4",)" + kWhy},
    {kPost, "feeds/clamav/trust", R"({"version":"4",)" + kWhy},
    {kDelete, "session", "", "dan"},
};

/// A busy desk where all of the above can be done.
struct ASampledDesk : tests::ABusyDesk {
  ASampledDesk() {
    make("dan", {of_role("release-manager")});
    suspect = "set back by 2h";
    took = {{7}};
    takes = {{.group = tests::group("office"), .tally = {.taken = 1}, .takes = {{now, 1, 1, 0}}}};
    texts.outcome = relay::admin::Accepted{relay::admin::Accepted::As::Revision, 9};
  }

  void ask_for(Sample sample) {
    const std::size_t hole = sample.body.find("{digest 1}");
    if (hole != std::string::npos) {
      sample.body.replace(hole, 10, json_of(get("/api/v1/proposals/1"))["digest"].text());
    }
    const std::string path = "/api/v1/" + sample.path;
    const bool reads = sample.method == kGet;
    const bool posts = sample.method == kPost;
    if (sample.path == "enrol") suspect.reset();
    const auto response = reads   ? get(path, sample.body, sample.name)
                          : posts ? post(path, sample.body, sample.name)
                                  : ask({.method = kDelete,
                                         .path = path,
                                         .body = sample.body,
                                         .fields = signed_in(sample.name)});
    const auto* const text = std::get_if<std::string>(&response.body);
    CAPTURE(sample.path, text == nullptr ? "something else than a text" : *text);
    CHECK(response.status < 300);
  }
  /// A second factor of bob's, from its beginning to its end.
  void ask_for_factor() {
    const auto begun = json_of(post("/api/v1/session/second-factor", "{}"));
    const std::string code = tests::first_code(begun["seed"].text(), now);
    post("/api/v1/session/second-factor/confirm", R"({"code":")" + code + R"("})");
    post("/api/v1/session/recovery-codes", "{}");
    CHECK(post("/api/v1/people/ann/second-factor/remove", "{" + kWhy, "bob").status == 202);
    CHECK(ask({.method = kDelete, .path = "/api/v1/session/second-factor", .fields = signed_in()})
              .status == 200);
  }
};

}  // namespace

TEST_CASE("every route is described and nothing else is", "[admin][openapi]") {
  std::set<std::string> served;
  for (const auto& route : routes()) served.insert(tests::name_of(route));
  std::set<std::string> described;
  for (const auto& [path, operations] : fields_of(description()["paths"])) {
    for (const auto& operation : fields_of(operations)) {
      described.insert(operation.name + " " + path);
    }
  }
  CHECK(described == served);
}

TEST_CASE("a description has what its readers need", "[admin][openapi]") {
  std::set<std::string> tags;
  for (const Value& tag : description()["tags"].items()) tags.insert(tag["name"].text());
  std::set<std::string> ids;
  for (const auto& [path, operations] : fields_of(description()["paths"])) {
    for (const auto& [method, operation] : fields_of(operations)) {
      CAPTURE(path, method);
      CHECK_THAT(operation["summary"].text(), Catch::EndsWith("."));
      CHECK(operation["summary"].text().size() <= 100);
      REQUIRE(operation["tags"].items().size() == 1);
      CHECK(tags.contains(operation["tags"].items()[0].text()));
      CHECK(ids.insert(operation["operationId"].text()).second);
      if (method != "delete") CHECK((method == "post") == !operation["requestBody"].null());
      CHECK_FALSE(operation["responses"]["200"]["content"].null());
    }
  }
}

TEST_CASE("what the description names is there and all that is there is named",
          "[admin][openapi]") {
  const tests::SchemaCheck check{description()};
  std::set<std::string> named;
  walk(description(), [&](const Value& value) {
    const std::string& reference = value["$ref"].text();
    if (reference.empty()) return;
    CAPTURE(reference);
    CHECK_FALSE(check.named(reference).null());
    named.insert(reference);
  });
  for (const auto& [kind, entries] : fields_of(description()["components"])) {
    if (kind == "securitySchemes") continue;
    for (const auto& entry : fields_of(entries)) {
      CAPTURE(kind, entry.name);
      CHECK(named.contains("#/components/" + kind + "/" + entry.name));
    }
  }
}

TEST_CASE("every record that is described is closed", "[admin][openapi]") {
  for (const auto& [name, schema] : fields_of(description()["components"]["schemas"])) {
    if (name == "Description") continue;
    walk(schema, [&, name = name](const Value& value) {
      if (value["properties"].null() || value["type"].text() != "object") return;
      CAPTURE(name);
      CHECK(value["additionalProperties"] == Value{false});
      for (const Value& required : value["required"].items()) {
        CHECK_FALSE(value["properties"][required.text()].null());
      }
    });
  }
}

TEST_CASE("the description says of a route what the table of routes knows", "[admin][openapi]") {
  const auto& hold = description()["paths"]["/api/v1/feeds/{feed}/hold"]["post"];
  CHECK(hold["operationId"].text() == "postFeedsHold");
  CHECK(write(hold["parameters"]) == R"([{"name":"feed","in":"path","required":true,)"
                                     R"("schema":{"$ref":"#/components/schemas/Name"}},)"
                                     R"({"$ref":"#/components/parameters/IdempotencyKey"}])");
  CHECK(write(hold["security"]) == R"([{"cookie":[]},{"bearer":[]}])");
  CHECK(write(hold["x-sluice-access"]) ==
        R"({"whom":"holders","roles":["operator","policy-editor","administrator","own"],)"
        R"("to_lift":["operator","administrator","own"],"scope":"operate","sure":false,)"
        R"("while_due":false})");
  std::string statuses;
  for (const auto& response : fields_of(hold["responses"])) statuses += response.name + " ";
  CHECK(statuses == "200 400 401 403 404 409 415 422 429 503 ");

  const auto& setup = description()["paths"]["/api/v1/setup"]["get"];
  CHECK(write(setup["security"]) == "[]");
  CHECK(setup["parameters"].items().empty());
  CHECK(setup["x-sluice-access"]["whom"].text() == "public");
  CHECK(description()["paths"]["/api/v1/session/tokens/{number}"]["delete"]["operationId"].text() ==
        "deleteSessionTokensByNumber");
}

TEST_CASE("the description is handed out to whoever may look", "[admin][openapi]") {
  tests::ADesk desk;
  const auto response = desk.get("/api/v1/openapi.json");
  CHECK(tests::field_of(response, "Content-Type") == "application/json");
  CHECK(text_of(response) == write(description()) + "\n");
}

TEST_CASE("every route answers and takes what its description says", "[admin][openapi]") {
  ASampledDesk desk;
  for (const Sample& sample : kLooking) desk.ask_for(sample);
  desk.ask_for_factor();
  for (const Sample& sample : kActing) desk.ask_for(sample);
  tests::ADesk empty;
  empty.accept("3");
  empty.said("adopt", R"({"groups":"all",)" + kWhy);
  tests::ADesk fresh{tests::ADesk::SetUp::No};
  const auto token = fresh.people.open_setup(fresh.now);
  fresh.ask({.method = kPost,
             .path = "/api/v1/setup",
             .body = R"({"token":")" + *token + R"(","name":"ann","password":"a long way home"})",
             .fields = {{"Content-Type", "application/json"}}});

  std::set<std::string> looked_at;
  for (tests::ADesk* one : {static_cast<tests::ADesk*>(&desk), &empty, &fresh}) {
    looked_at.merge(one->answered.with([](const auto& all) { return all; }));
  }
  for (const auto& route : routes()) {
    CAPTURE(tests::name_of(route));
    CHECK(looked_at.contains(tests::name_of(route)));
  }
}
