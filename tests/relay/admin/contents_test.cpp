#include "relay/admin/contents.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using relay::json::Value;
using relay::json::write;
using relay::store::File;
using relay::store::Role;
using tests::ADesk;
using tests::day;
using tests::json_of;
using tests::sentence_of;

namespace {

/// A desk with releases made of the files that a test names.
struct AStockedDesk : ADesk {
  File file(const std::string& path, const std::string& bytes, Role role = Role::Immutable) {
    const auto blob = store.put(bytes);
    return {.path = path, .digest = blob.digest, .size = blob.size, .role = role, .modified = now};
  }
  policy::Digest accept_files(const std::string& name, std::vector<File> files) {
    const relay::catalog::NewRelease release{
        .feed = tests::feed("clamav"),
        .version = tests::version(name),
        .tree = store.put(relay::store::render({.files = std::move(files)})).digest,
        .content = policy::ContentClass::Intelligence,
        .evidence = policy::Evidence::LegacySigned,
        .evidence_detail = "signed by the key of 2009",
        .marks = {.engine = "1.4"}};
    state.write([&](auto& tx) { relay::catalog::accept(tx, release, {.at = now}); });
    return release.tree;
  }
  Value contents(const std::string& query) {
    return json_of(get("/api/v1/feeds/clamav/contents", query));
  }
};

std::string paths(const Value& answer) {
  std::string all;
  for (const Value& file : answer["files"].items()) all += file["path"].text() + " ";
  return all;
}

struct ADeskOfTwo : AStockedDesk {
  ADeskOfTwo() {
    accept_files("1", {file("a.cvd", "one", Role::Pointer), file("b.sign", "s", Role::Signature),
                       file("c.cdiff", "patch")});
    accept_files("2", {file("a.cvd", "other", Role::Pointer), file("b.sign", "s", Role::Signature),
                       file("d.cdiff", "newer patch")});
  }
};

}  // namespace

TEST_CASE("a release tells what it holds and what was verified of it", "[admin][contents]") {
  ADeskOfTwo desk;
  const auto answer = desk.contents("version=1");
  CHECK(answer["release"]["evidence"].text() == "legacy-signed");
  CHECK(answer["release"]["evidence_detail"].text() == "signed by the key of 2009");
  CHECK(answer["marks"]["engine"].text() == "1.4");
  CHECK(write(answer["going_back"]) == R"([{"client":"a client","does":"keeps what it has"}])");
  CHECK(write(answer["all"]) == R"({"files":3,"bytes":9})");
  CHECK(paths(answer) == "a.cvd b.sign c.cdiff ");
  const auto& first = answer["files"].items()[0];
  CHECK(first["role"].text() == "pointer");
  CHECK(first["media_type"].text() == "application/octet-stream");
  CHECK(first["size"].number() == 3);
  CHECK(first["digest"] == Value{relay::crypto::sha256("one")});
  CHECK(first["change"].null());
  CHECK(answer["files"].items()[1]["role"].text() == "signature");
  CHECK(answer["files"].items()[2]["role"].text() == "immutable");
  CHECK(answer["differences"].null());
  CHECK(answer["against"].null());
}

TEST_CASE("two releases differ by what was added and removed and changed", "[admin][contents]") {
  ADeskOfTwo desk;
  const auto answer = desk.contents("version=2&against=1");
  CHECK(answer["against"]["version"].text() == "1");
  CHECK(write(answer["differences"]) ==
        R"({"added":{"files":1,"bytes":11},"removed":{"files":1,"bytes":5},)"
        R"("changed":{"files":1,"bytes":5},"same":{"files":1,"bytes":1}})");
  REQUIRE(paths(answer) == "a.cvd c.cdiff d.cdiff ");
  const auto& changed = answer["files"].items()[0];
  CHECK(changed["change"].text() == "changed");
  CHECK(changed["size"].number() == 5);
  CHECK(changed["before"]["size"].number() == 3);
  const auto& removed = answer["files"].items()[1];
  CHECK(removed["change"].text() == "removed");
  CHECK(removed["size"].null());
  CHECK(removed["digest"].null());
  CHECK(removed["before"]["size"].number() == 5);
  CHECK(answer["files"].items()[2]["change"].text() == "added");
  CHECK(answer["files"].items()[2]["before"].null());
  CHECK(paths(desk.contents("version=2&against=2")).empty());
}

TEST_CASE("contents come in slices", "[admin][contents]") {
  ADeskOfTwo desk;
  auto answer = desk.contents("version=1&limit=2");
  CHECK(paths(answer) == "a.cvd b.sign ");
  CHECK(answer["left_off"].number() == 1);
  answer = desk.contents("version=1&limit=2&after=" + answer["next"].text());
  CHECK(paths(answer) == "c.cdiff ");
  CHECK(answer["left_off"].number() == 0);
  CHECK(answer["next"].null());
  CHECK(desk.contents("version=1&limit=3")["next"].null());
  CHECK(paths(desk.contents("version=1&after=1000")).empty());
  CHECK(sentence_of(desk.get("/api/v1/feeds/clamav/contents", "version=1&after=x")) ==
        "400: 'after' is what the answer before had as 'next'");
}

TEST_CASE("a release whose table is lost says what is known all the same", "[admin][contents]") {
  ADeskOfTwo desk;
  std::filesystem::remove(desk.store.path_of(desk.accept_files("3", {desk.file("e", "e")})));
  auto answer = desk.contents("version=3");
  CHECK(answer["release"]["version"].text() == "3");
  CHECK(answer["files"].null());
  CHECK(answer["all"].null());
  CHECK(desk.contents("version=2&against=3")["files"].null());
}

TEST_CASE("only releases of the feed have contents", "[admin][contents]") {
  ADeskOfTwo desk;
  const auto said = [&](const std::string& query) {
    return sentence_of(desk.get("/api/v1/feeds/clamav/contents", query));
  };
  CHECK(said("") == "400: which release? Add ?version=…");
  CHECK(said("version=9") == "404: feed 'clamav' has no release '9'");
  CHECK(said("version=2&against=9") == "404: feed 'clamav' has no release '9'");
}
