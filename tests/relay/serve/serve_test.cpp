#include "relay/serve/serve.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using relay::http::Method;
using relay::http::Request;
using relay::http::Response;
using relay::store::Role;
using tests::day;
using tests::group;

namespace {

/// pilot (10.1.0.0/16) has release 2, office (10.0.0.0/8) has 1 and left 0 a short while ago,
/// default has 1.
struct AWorld {
  tests::TempFolder folder;
  relay::store::Store store{folder / "store"};
  relay::rollout::World world;

  AWorld() {
    world.groups = {{group("pilot"), {*policy::Network::parse("10.1.0.0/16")}},
                    {group("office"), {*policy::Network::parse("10.0.0.0/8")}},
                    {group("default")}};
    publish("pilot", 2, day(5));
    publish("office", 1, day(4));
    publish("default", 1, day(3));
    publication("office").recent = {{table(0), day(8)}};
  }

  relay::rollout::Publication& publication(const char* of) {
    return world.publications[{group(of), tests::feed("clamav")}];
  }
  relay::rollout::TablePtr table(unsigned release) {
    auto made = std::make_shared<relay::rollout::Table>();
    const std::string n = std::to_string(release);
    add(*made, "daily.cvd", "database " + n, Role::Pointer);
    add(*made, "daily-" + n + ".cdiff", "patch " + n, Role::Immutable);
    made->gaps = {{"daily-", ".cdiff", 1, release}};
    return made;
  }
  void add(relay::rollout::Table& table, const std::string& path, const std::string& bytes,
           Role role) {
    const auto blob = store.put(bytes);
    table.files.emplace(path, relay::store::File{.path = path,
                                                 .digest = blob.digest,
                                                 .size = blob.size,
                                                 .role = role,
                                                 .modified = day(1),
                                                 .also_valid_for = day(0)});
  }
  void publish(const char* to, unsigned release, policy::Instant since) {
    auto& made = publication(to);
    made.open = {{{release}, policy::kEverybody, since}};
    made.tables = {{policy::Sequence{release}, table(release)}};
    made.active_since = since;
  }

  Response ask(const std::string& path, const char* from = "10.2.0.1",
               Method method = Method::Get) {
    Request request;
    request.method = method;
    request.path = path;
    request.peer = *policy::Address::parse(from);
    request.now = day(6);
    return relay::serve::answer(world, store, request);
  }
  /// The body, or the status when it is not 200.
  std::string get(const std::string& path, const char* from = "10.2.0.1") {
    const Response response = ask(path, from);
    if (response.status != 200) return std::to_string(response.status);
    if (const auto* text = std::get_if<std::string>(&response.body)) return *text;
    return tests::read_file(std::get<relay::http::FileBody>(response.body).path);
  }
};

std::string field(const Response& response, const std::string& name) {
  for (const auto& one : response.fields) {
    if (one.name == name) return one.value;
  }
  return {};
}

}  // namespace

TEST_CASE("a caller gets what the first group that matches its address has", "[serve]") {
  AWorld world;
  CHECK(world.get("/clamav/daily.cvd", "10.1.0.1") == "database 2");
  CHECK(world.get("/clamav/daily.cvd", "10.2.0.1") == "database 1");
  CHECK(world.get("/clamav/daily.cvd", "192.0.2.1") == "database 1");
}

TEST_CASE("a group's URL leads to that group only for addresses in its match", "[serve]") {
  AWorld world;
  CHECK(world.get("/g/pilot/clamav/daily.cvd", "10.1.0.1") == "database 2");
  CHECK(world.get("/g/office/clamav/daily.cvd", "10.1.0.1") == "database 1");
  CHECK(world.get("/g/pilot/clamav/daily.cvd", "10.2.0.1") == "database 1");
  CHECK(world.get("/g/pilot/clamav/daily.cvd", "192.0.2.1") == "database 1");
}

TEST_CASE("what is not known is 404 and never a refusal that locks clients out", "[serve]") {
  AWorld world;
  for (const auto* path :
       {"/", "/clamav", "/clamav/", "/clamav/other.cvd", "/nofeed/daily.cvd",
        "/g/nogroup/clamav/daily.cvd", "/g/pilot/clamav", "/g/pilot/", "/g//clamav/daily.cvd",
        "/CLAMAV/daily.cvd", "//clamav/daily.cvd", "/clamav/daily.cvd/", "/clamav//daily.cvd",
        "/clamav/daily.cld", "/g/"}) {
    CAPTURE(path);
    CHECK(world.get(path) == "404");
  }
}

TEST_CASE("the relay says that it is there", "[serve]") {
  AWorld world;
  CHECK(world.get("/healthz") == "ok\n");
}

TEST_CASE("only reading is answered", "[serve]") {
  AWorld world;
  CHECK(world.ask("/clamav/daily.cvd", "10.2.0.1", Method::Head).status == 200);
  for (const auto method : {Method::Post, Method::Put, Method::Delete}) {
    const auto response = world.ask("/clamav/daily.cvd", "10.2.0.1", method);
    CHECK(response.status == 405);
    CHECK(field(response, "Allow") == "GET, HEAD");
  }
}

TEST_CASE("a pointer is compared by the time its release became active and by the client's own",
          "[serve]") {
  AWorld world;
  const auto validators = world.ask("/clamav/daily.cvd").validators;
  REQUIRE(validators);
  CHECK(validators->last_modified == day(4));
  CHECK(validators->also_valid_for == day(0));
  CHECK(validators->etag.size() == 66);
}

TEST_CASE("an immutable file keeps its time for ever", "[serve]") {
  AWorld world;
  CHECK(world.ask("/clamav/daily-1.cdiff").validators->last_modified == day(1));
}

TEST_CASE("a shared cache may keep what a group's URL gives and not a device's own", "[serve]") {
  AWorld world;
  CHECK(field(world.ask("/g/office/clamav/daily.cvd"), "Cache-Control") == "no-cache");
  CHECK(field(world.ask("/clamav/daily.cvd"), "Cache-Control") == "private, no-cache");
  CHECK(field(world.ask("/g/office/clamav/daily-1.cdiff"), "Cache-Control") ==
        "public, max-age=31536000, immutable");
  CHECK(field(world.ask("/clamav/daily-1.cdiff"), "Cache-Control") ==
        "private, max-age=31536000, immutable");
}

TEST_CASE("a release that the group left gives immutable files until its grace ends", "[serve]") {
  AWorld world;
  CHECK(world.get("/clamav/daily-0.cdiff") == "patch 0");
  world.publication("office").recent[0].until = day(6) + 1s;
  CHECK(world.get("/clamav/daily-0.cdiff") == "patch 0");
  world.publication("office").recent[0].until = day(6);
  CHECK(world.get("/clamav/daily-0.cdiff") == "404");
}

TEST_CASE("a pointer never comes from a release that the group left", "[serve]") {
  AWorld world;
  world.publication("office").open.clear();
  CHECK(world.get("/clamav/daily.cvd") == "404");
}

TEST_CASE("a missing patch is an empty answer up to the active version and absent beyond",
          "[serve]") {
  AWorld world;
  CHECK(world.get("/clamav/daily-1.cdiff", "10.1.0.1") == "");
  CHECK(world.get("/clamav/daily-2.cdiff", "10.1.0.1") == "patch 2");
  CHECK(world.get("/clamav/daily-3.cdiff", "10.1.0.1") == "404");
  for (const auto* path :
       {"/clamav/daily-.cdiff", "/clamav/daily-01.cdiff", "/clamav/daily--1.cdiff",
        "/clamav/daily-1x.cdiff", "/clamav/daily-99999999999999999999.cdiff"}) {
    CAPTURE(path);
    CHECK(world.get(path, "10.1.0.1") == "404");
  }
}

TEST_CASE("what a vendor wrote is offered as a file and not shown", "[serve]") {
  AWorld world;
  CHECK(field(world.ask("/clamav/daily.cvd"), "Content-Disposition") == "attachment");
}
