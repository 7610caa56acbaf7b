#include <catch2/catch.hpp>

#include <random>

#include "tests/relay/http/a_door.h"
#include "tests/support/evict.h"
#include "tests/support/raw_tls_client.h"

using relay::http::FileBody;
using relay::http::Request;
using relay::http::Response;
using tests::ADoor;
using tests::get;
using tests::RawClient;
using tests::RawTlsClient;

namespace {

constexpr std::size_t kFileSize = (8U << 20U) + 3;

std::string noise(std::size_t size) {
  std::mt19937 random{7};
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

/// A door that serves one file of 8 MiB and a bit, and its bytes.
struct FileDoor {
  tests::TempFolder folder;
  std::string bytes = noise(kFileSize);
  ADoor door;

  FileDoor() {
    tests::write_file(folder / "blob", bytes);
    door.answer = [this](const Request&) {
      return Response{
          .body = FileBody{folder / "blob", kFileSize},
          .validators = relay::http::Validators{.etag = "\"abc\"", .last_modified = tests::day(2)}};
    };
  }
};

template <class Client>
void compare_ranges(FileDoor& file) {
  Client client{file.door.port()};
  const auto whole = client.ask(get("/f"));
  CHECK(whole.status == 200);
  CHECK((whole.body == file.bytes));

  struct Case {
    std::string range;
    std::size_t first, count;
  };
  for (const Case& one :
       {Case{"0-0", 0, 1}, Case{"0-511", 0, 512}, Case{"1-", 1, kFileSize - 1},
        Case{"-7", kFileSize - 7, 7}, Case{"1048575-3145728", 1'048'575, 2'097'154},
        Case{std::to_string(kFileSize - 1) + "-", kFileSize - 1, 1}}) {
    CAPTURE(one.range);
    const auto part = client.ask(get("/f", "Range: bytes=" + one.range + "\r\n"));
    CHECK(part.status == 206);
    CHECK((part.body == file.bytes.substr(one.first, one.count)));
  }
  CHECK(client.ask(get("/f", "Range: bytes=" + std::to_string(kFileSize) + "-\r\n"))
            .field("Content-Range") == "bytes */" + std::to_string(kFileSize));
}

}  // namespace

TEST_CASE("a file is sent to the byte in whole and in parts", "[http][socket][file]") {
  FileDoor file;
  compare_ranges<RawClient>(file);
}

TEST_CASE("a file is sent to the byte in whole and in parts under TLS",
          "[http][socket][file][tls]") {
  FileDoor file;
  file.door.settings.tls = tests::certificate_in(file.folder);
  compare_ranges<RawTlsClient>(file);
}

TEST_CASE("what is not in memory is sent to the byte as well", "[http][socket][file]") {
  FileDoor file;
  RawClient client{file.door.port()};
  if (!tests::evict(file.folder / "blob", kFileSize)) {
    WARN("SKIPPED: this file system keeps all it has");
  }
  CHECK((client.ask(get("/f")).body == file.bytes));
}

TEST_CASE("a client that has a file is told so and HEAD sends none of it", "[http][socket][file]") {
  FileDoor file;
  RawClient client{file.door.port()};
  const auto since = [&](const std::string& date) {
    return client.ask(get("/f", "If-Modified-Since: " + date + "\r\nRange: bytes=0-9\r\n")).status;
  };
  CHECK(since("Sat, 03 Jan 2026 00:00:00 GMT") == 304);
  CHECK(since("Sat, 03 Jan 2026 00:00:01 GMT") == 206);
  CHECK(since("Fri, 02 Jan 2026 23:59:59 GMT") == 206);
  client.send("HEAD /f HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(client.answer(RawClient::Body::None).field("Content-Length") == std::to_string(kFileSize));
  CHECK(client.ask(get("/f", "If-None-Match: \"abc\"\r\n")).status == 304);
}

TEST_CASE("what is not the promised file is not sent", "[http][socket][file]") {
  tests::TempFolder folder;
  tests::write_file(folder / "short", "four");
  std::filesystem::create_symlink(folder / "short", folder / "link");
  std::filesystem::create_directory(folder / "folder");
  ADoor door;
  door.answer = [&](const Request& request) {
    return Response{
        .body = FileBody{folder / request.path.substr(1), request.path == "/short" ? 5U : 4U}};
  };
  RawClient client{door.port()};
  for (const auto* path : {"/short", "/link", "/folder", "/missing"}) {
    CAPTURE(path);
    CHECK(client.ask(get(path)).status == 500);
  }
}

TEST_CASE("many clients each get their own bytes", "[http][socket][file]") {
  FileDoor file;
  file.door.settings.threads = 2;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<RawClient>(file.door.port()));
    clients.back()->send(get("/f", "Range: bytes=" + std::to_string(i * 1'000) + "-\r\n"));
  }
  for (int i = 0; i < 4; ++i) {
    CHECK((clients[static_cast<std::size_t>(i)]->answer().body ==
           file.bytes.substr(static_cast<std::size_t>(i) * 1'000)));
  }
}
