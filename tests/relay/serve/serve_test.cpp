#include "relay/serve/serve.h"

#include <catch2/catch.hpp>

#include "tests/relay/serve/a_world.h"

using relay::http::FileBody;
using relay::http::Method;
using relay::http::Request;
using relay::http::Response;
using relay::store::Role;
using tests::ATable;
using tests::AWorld;
using tests::clamav;
using tests::day;
using tests::group;
using tests::kOffice;
using tests::kPilot;
using tests::kStranger;

namespace {

Request asking(const std::string& path, const char* caller = kStranger) {
  return {.target = path, .path = path, .peer = *policy::Address::parse(caller), .now = day(3)};
}

Response ask(const AWorld& a, const std::string& path, const char* caller = kStranger) {
  return a.answer(asking(path, caller));
}

std::string field(const Response& response, const std::string& name) {
  for (const auto& one : response.fields) {
    if (one.name == name) return one.value;
  }
  return {};
}

/// The bytes that would be sent; the status where it is not 200.
std::string bytes(const Response& response) {
  if (response.status != 200) return std::to_string(response.status);
  if (const auto* const file = std::get_if<FileBody>(&response.body))
    return tests::read_file(file->path);
  return std::get<std::string>(response.body);
}

}  // namespace

TEST_CASE("a caller gets what its group has", "[serve]") {
  const AWorld a;
  CHECK(bytes(ask(a, "/clamav/daily.cvd", kPilot)) == "daily of release 2");
  CHECK(bytes(ask(a, "/clamav/daily.cvd", kOffice)) == "daily of release 1");
  CHECK(bytes(ask(a, "/clamav/daily.cvd", kStranger)) == "daily of release 1");
}

TEST_CASE("a group in the URL counts only for addresses that it matches", "[serve]") {
  const AWorld a;
  CHECK(bytes(ask(a, "/g/pilot/clamav/daily.cvd", kPilot)) == "daily of release 2");
  CHECK(bytes(ask(a, "/g/office/clamav/daily.cvd", kPilot)) == "daily of release 1");
  CHECK(bytes(ask(a, "/g/pilot/clamav/daily.cvd", kOffice)) == "daily of release 1");
  CHECK(bytes(ask(a, "/g/pilot/clamav/daily.cvd", kStranger)) == "daily of release 1");
  CHECK(bytes(ask(a, "/g/default/clamav/daily.cvd", kPilot)) == "daily of release 2");
}

TEST_CASE("whatever is unknown is the same 404", "[serve]") {
  AWorld a;
  a.world.publications.erase({group("default"), clamav()});
  for (const auto* path : {"/",
                           "/clamav",
                           "/clamav/",
                           "/clamav/daily.cld",
                           "/clamav/daily.cvd/",
                           "/clamav//daily.cvd",
                           "/other/daily.cvd",
                           "/CLAMAV/daily.cvd",
                           "/g",
                           "/g/",
                           "/g/nobody/clamav/daily.cvd",
                           "/g/NOBODY/clamav/daily.cvd",
                           "/g/office",
                           "/g/office/clamav",
                           "/g/office/clamav/",
                           "/g/office/clamav/x",
                           "/g//clamav/daily.cvd",
                           "/v1/report",
                           "/healthz/",
                           "//clamav/daily.cvd"}) {
    CAPTURE(path);
    const Response response = ask(a, path, kOffice);
    CHECK(response.status == 404);
    CHECK(field(response, "Cache-Control") == "no-store");
    CHECK(response.fields.size() == 1);
    CHECK(std::get<std::string>(response.body).empty());
  }
  CHECK(ask(a, "/clamav/daily.cvd", kStranger).status == 404);
}

TEST_CASE("a group without a release has nothing", "[serve]") {
  AWorld a;
  a.world.publications[{group("office"), clamav()}] = {};
  CHECK(ask(a, "/clamav/daily.cvd", kOffice).status == 404);
  a.world.publications[{group("office"), clamav()}].open = {{.release = {9}}};
  CHECK(ask(a, "/clamav/daily.cvd", kOffice).status == 404);
}

TEST_CASE("only reading is answered", "[serve]") {
  const AWorld a;
  for (const Method method : {Method::Post, Method::Put, Method::Delete}) {
    auto request = asking("/clamav/daily.cvd");
    request.method = method;
    const Response response = a.answer(request);
    CHECK(response.status == 405);
    CHECK(field(response, "Allow") == "GET, HEAD");
  }
  auto head = asking("/clamav/daily.cvd");
  head.method = Method::Head;
  CHECK(a.answer(head).status == 200);
}

TEST_CASE("a relay that lives says so", "[serve]") {
  const AWorld a;
  CHECK(bytes(ask(a, "/healthz")) == "ok\n");
  AWorld empty;
  empty.world = {};
  CHECK(bytes(ask(empty, "/healthz")) == "ok\n");
}

TEST_CASE("pointers carry the time of their release and immutable files their own", "[serve]") {
  AWorld a;
  ATable table{3, a.store};
  table.file(Role::Pointer, "daily.cvd", "d")
      .file(Role::Signature, "daily.sign", "s")
      .file(Role::Immutable, "1.cdiff", "c");
  table.at("daily.cvd").also_valid_for = day(0);
  table.at("1.cdiff").media_type = "text/plain";
  a.world.publications[{group("office"), clamav()}] = tests::publication(table.done());

  const Response pointer = ask(a, "/clamav/daily.cvd", kOffice);
  REQUIRE(pointer.validators);
  CHECK(pointer.validators->last_modified == day(2));
  CHECK(pointer.validators->also_valid_for == day(0));
  CHECK(pointer.validators->etag ==
        "\"18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4\"");
  CHECK(field(pointer, "Content-Disposition") == "attachment");
  CHECK(ask(a, "/clamav/daily.sign", kOffice).validators->last_modified == day(2));

  const Response fixed = ask(a, "/clamav/1.cdiff", kOffice);
  CHECK(fixed.validators->last_modified == day(1));
  CHECK_FALSE(fixed.validators->also_valid_for);
  CHECK(field(fixed, "Content-Type") == "text/plain");
}

TEST_CASE("only what a group's own URL gives to its members may be shared", "[serve]") {
  AWorld a;
  ATable table{3, a.store};
  table.file(Role::Pointer, "p", "p")
      .file(Role::Signature, "s", "s")
      .file(Role::Immutable, "i", "i");
  table.gap({.before = "gap-", .first = 1, .last = 1});
  a.world.publications[{group("office"), clamav()}] = tests::publication(table.done());
  const auto caching = [&](const std::string& path, const char* caller, bool forwarded = false) {
    auto request = asking(path, caller);
    request.forwarded = forwarded;
    return field(a.answer(request), "Cache-Control");
  };
  for (const auto* pointer : {"p", "s", "gap-1"}) {
    CHECK(caching("/g/office/clamav/" + std::string{pointer}, kOffice) == "no-cache");
    CHECK(caching("/clamav/" + std::string{pointer}, kOffice) == "private, no-cache");
    CHECK(caching("/g/pilot/clamav/" + std::string{pointer}, kOffice) == "private, no-cache");
  }
  CHECK(caching("/g/office/clamav/i", kOffice) == "public, max-age=31536000, immutable");
  CHECK(caching("/clamav/i", kOffice) == "private, max-age=31536000, immutable");
  CHECK(caching("/g/pilot/clamav/i", kOffice) == "private, max-age=31536000, immutable");
  // A proxy that asks for a member may hand what it keeps to who is none.
  CHECK(caching("/g/office/clamav/i", kOffice, true) == "private, max-age=31536000, immutable");
  CHECK(caching("/g/office/clamav/p", kOffice, true) == "private, no-cache");
  CHECK(caching("/g/office/clamav/gap-1", kOffice, true) == "private, no-cache");
}

TEST_CASE("what a ramp or a lease decides may not be shared", "[serve]") {
  AWorld a;
  const auto table = [&](std::uint64_t release) {
    ATable made{release, a.store};
    return made.file(Role::Pointer, "p", "p").file(Role::Signature, "s", "s").done();
  };
  const auto caching = [&](const std::string& path) {
    return field(ask(a, "/g/office/clamav/" + path, kOffice), "Cache-Control");
  };
  a.publish("office", tests::publication(table(1)));
  CHECK(caching("p") == "no-cache");
  auto ramp = tests::publication(table(1));
  ramp.open.insert(ramp.open.begin(), {.release = {2}, .reached = {1}});
  ramp.tables[{2}] = table(2);
  a.publish("office", ramp);
  CHECK(caching("p") == "private, no-cache");
  auto next = tests::publication(table(3));
  next.recent = {{.table = table(1), .until = day(5)}};
  a.publish("office", next);
  CHECK(caching("s") == "private, no-cache");  // Of release 1, for who has begun with it.
  CHECK(caching("p") == "no-cache");
}

TEST_CASE("no field of a request changes who is answered", "[serve]") {
  const AWorld a;
  auto request = asking("/clamav/daily.cvd");
  request.query = "group=pilot";
  request.fields = {{"Host", "pilot"},
                    {"X-Forwarded-For", kPilot},
                    {"Forwarded", "for=10.1.0.9"},
                    {"Authorization", "Bearer pilot"},
                    {"X-Original-URL", "/g/pilot/clamav/daily.cvd"}};
  CHECK(bytes(a.answer(request)) == "daily of release 1");
}
