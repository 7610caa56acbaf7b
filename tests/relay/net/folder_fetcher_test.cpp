#include "relay/net/folder_fetcher.h"

#include <catch2/catch.hpp>

#include <map>

#include "tests/relay/net/text_sink.h"
#include "tests/support/temp_folder.h"

using relay::net::Ask;
using relay::net::FolderFetcher;
using tests::TempFolder;
using tests::TextSink;
using Kind = relay::net::Unreachable::Kind;
namespace fs = std::filesystem;

namespace {

std::string url_of(const fs::path& path) {
  return "file://" + path.string();
}

Ask ask_for(const fs::path& path) {
  return {.url = url_of(path), .size_cap = 100};
}

Kind refusal(FolderFetcher& fetcher, const Ask& ask) {
  TextSink sink;
  const auto refused = fetcher.fetch(ask, sink);
  REQUIRE_FALSE(refused);
  CHECK(sink.text.empty());
  return refused.error().kind;
}

/// All that can be seen of a tree from outside: names, kinds, times, bytes.
std::map<std::string, std::string> picture(const fs::path& folder) {
  std::map<std::string, std::string> seen;
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    const auto time = std::to_string(fs::last_write_time(entry).time_since_epoch().count());
    seen[entry.path().string()] = time + (entry.is_regular_file() ? tests::read_file(entry) : "/");
  }
  return seen;
}

}  // namespace

TEST_CASE("a file is read from an allowed folder and the folder stays as it was", "[net][folder]") {
  const TempFolder folder;
  tests::write_file(folder / "clamav/daily.cvd", "signatures");
  const auto before = picture(folder.path());
  FolderFetcher fetcher{{folder.path()}};
  TextSink sink;
  const auto answer = fetcher.fetch(ask_for(folder / "clamav/daily.cvd"), sink);
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->received == 10);
  CHECK(sink.text == "signatures");
  CHECK(picture(folder.path()) == before);
}

TEST_CASE("what has not changed in a folder is not read again", "[net][folder]") {
  const TempFolder folder;
  tests::write_file(folder / "x", "one");
  FolderFetcher fetcher{{folder.path()}};
  TextSink sink;
  const auto first = *fetcher.fetch(ask_for(folder / "x"), sink);
  auto again = ask_for(folder / "x");
  again.if_none_match = first.etag;
  CHECK(fetcher.fetch(again, sink)->status == 304);
  again = ask_for(folder / "x");
  again.if_modified_since = first.last_modified;
  CHECK(fetcher.fetch(again, sink)->status == 304);
  tests::write_file(folder / "x", "three");
  again.if_none_match = first.etag;
  CHECK(fetcher.fetch(again, sink)->status == 200);
}

TEST_CASE("a range of a file is read", "[net][folder]") {
  const TempFolder folder;
  tests::write_file(folder / "x", "0123456789");
  FolderFetcher fetcher{{folder.path()}};
  auto ask = ask_for(folder / "x");
  ask.range = relay::net::ByteRange{7, 95};
  TextSink sink;
  const auto answer = fetcher.fetch(ask, sink);
  REQUIRE(answer);
  CHECK(answer->status == 206);
  CHECK(sink.text == "789");
  ask.range = relay::net::ByteRange{10, 95};
  CHECK(refusal(fetcher, ask) == Kind::Status);
}

TEST_CASE("a file of exactly the cap is read and a longer one is not", "[net][folder]") {
  const TempFolder folder;
  tests::write_file(folder / "fits", std::string(100, 'x'));
  tests::write_file(folder / "over", std::string(101, 'x'));
  FolderFetcher fetcher{{folder.path()}};
  TextSink sink;
  CHECK(fetcher.fetch(ask_for(folder / "fits"), sink));
  CHECK(refusal(fetcher, ask_for(folder / "over")) == Kind::TooLong);
}

TEST_CASE("no path leads out of an allowed folder", "[net][folder]") {
  const TempFolder outside;
  tests::write_file(outside / "secret", "secret");
  const TempFolder folder;
  tests::write_file(folder / "in/x", "x");
  fs::create_symlink(outside / "secret", folder / "link");
  fs::create_directory_symlink(outside.path(), folder / "way");
  fs::create_symlink(folder / "in/x", folder / "inner");
  FolderFetcher fetcher{{folder.path() / "in", folder.path()}};
  TextSink sink;
  CHECK(fetcher.fetch(ask_for(folder / "in/x"), sink));
  CHECK(refusal(fetcher, ask_for(folder / "link")) == Kind::Missing);
  CHECK(refusal(fetcher, ask_for(folder / "way/secret")) == Kind::Missing);
  CHECK(refusal(fetcher, ask_for(folder / "inner")) == Kind::Missing);
  CHECK(refusal(fetcher, ask_for(outside / "secret")) == Kind::NotWanted);
  CHECK(refusal(fetcher, ask_for(folder.path())) == Kind::NotWanted);
  CHECK(refusal(fetcher, ask_for(folder / "in")) == Kind::Missing);
  CHECK(refusal(fetcher, ask_for(folder / "none")) == Kind::Missing);
  for (const auto* const path :
       {"/%2e%2e/secret", "/in%2f..%2fx", "/in/%00", "/in/%zz", "/in/x%5c"}) {
    CAPTURE(path);
    CHECK(refusal(fetcher, {.url = url_of(folder.path()) + path, .size_cap = 100}) ==
          Kind::NotWanted);
  }
  CHECK(refusal(fetcher, {.url = "file://elsewhere" + (folder / "in/x").string(),
                          .size_cap = 100}) == Kind::NotWanted);
}

TEST_CASE("a name with spaces and escapes is found", "[net][folder]") {
  const TempFolder folder;
  tests::write_file(folder / "a b%.cvd", "x");
  FolderFetcher fetcher{{folder.path()}};
  TextSink sink;
  CHECK(fetcher.fetch({.url = url_of(folder.path()) + "/a%20b%25.cvd", .size_cap = 100}, sink));
}

TEST_CASE("reading a folder ends when the relay stops", "[net][folder]") {
  const TempFolder folder;
  tests::write_file(folder / "x", "one");
  FolderFetcher fetcher{{folder.path()}};
  std::stop_source relay;
  relay.request_stop();
  auto ask = ask_for(folder / "x");
  ask.stop = relay.get_token();
  CHECK(refusal(fetcher, ask) == Kind::NoConnection);
}

TEST_CASE("a file that is written while it is read is refused", "[net][folder]") {
  const TempFolder folder;
  tests::write_file(folder / "x", "one");
  FolderFetcher fetcher{{folder.path()}};
  struct Meddler final : relay::net::Sink {
    explicit Meddler(fs::path target) : path{std::move(target)} {}
    void restart() override {}
    void append(std::span<const std::byte>) override { tests::write_file(path, "longer"); }
    const fs::path path;
  } sink{folder / "x"};
  const auto refused = fetcher.fetch(ask_for(folder / "x"), sink);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::NotWanted);
  CHECK(refused.error().what == url_of(folder / "x") + ": changed while it was read");
}
