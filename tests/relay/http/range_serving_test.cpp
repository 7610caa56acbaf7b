#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "relay/http/http_date.h"
#include "tests/relay/http/kinds_of_doors.h"

using relay::http::FileBody;
using relay::http::Request;
using relay::http::Response;
using tests::ADoorOfAKind;
using tests::get;
using tests::KindOfDoor;
using tests::RawClient;

namespace {

constexpr std::uint64_t kMostServed = std::uint64_t{5} << 30U;

/// A door with three files: /none has no byte, /some a thousand, /most five GiB, nearly all of them
/// a hole.
struct ThreeFiles : ADoorOfAKind {
  explicit ThreeFiles(const KindOfDoor& kind_of_it) : ADoorOfAKind{kind_of_it} {
    std::string thousand;
    for (int i = 0; i < 1'000; ++i) thousand += static_cast<char>('!' + i % 90);
    tests::write_file(files / "none", "");
    tests::write_file(files / "some", thousand);
    tests::write_file(files / "most", "first");
    std::filesystem::resize_file(files / "most", kMostServed);
    mark(std::uint64_t{1} << 31U, "two GiB");
    mark(std::uint64_t{1} << 32U, "four GiB");
    mark(kMostServed - 4, "last");
    answer = [this](const Request& request) {
      const auto path = files / request.path.substr(1);
      return Response{
          .body = FileBody{path, std::filesystem::file_size(path)},
          .validators = relay::http::Validators{.etag = "\"tag\"", .last_modified = tests::day(2)}};
    };
  }

  /// What a range of a file really holds.
  std::string bytes(const std::string& path, std::uint64_t first, std::uint64_t count) const {
    std::ifstream in{files / path.substr(1), std::ios::binary};
    in.seekg(static_cast<std::streamoff>(first));
    std::string found(count, '\0');
    in.read(found.data(), static_cast<std::streamsize>(count));
    return found;
  }

  const tests::TempFolder files{};

 private:
  void mark(std::uint64_t at, const std::string& text) {
    std::fstream file{files / "most", std::ios::binary | std::ios::in | std::ios::out};
    file.seekp(static_cast<std::streamoff>(at));
    file << text;
  }
};

struct BodyPart {
  std::string path;
  std::string range;
  std::uint64_t first, count;
};

const std::string kEnd = "5368709119";  // The last byte of five GiB.

std::vector<BodyPart> parts() {
  return {{"/some", "0-0", 0, 1},
          {"/some", "0-511", 0, 512},
          {"/some", "999-999", 999, 1},
          {"/some", "999-", 999, 1},
          {"/some", "0-", 0, 1'000},
          {"/some", "1-", 1, 999},
          {"/some", "-1", 999, 1},
          {"/some", "-999", 1, 999},
          {"/some", "500-1000", 500, 500},
          {"/some", "500-9223372036854775808", 500, 500},
          {"/some", "500-99999999999999999999999", 500, 500},
          {"/most", "0-4", 0, 5},
          {"/most", "2147483647-2147483655", 2'147'483'647, 9},
          {"/most", "4294967295-4294967304", 4'294'967'295, 10},
          {"/most", "4294967296-4296015871", 4'294'967'296, 1'048'576},
          {"/most", kEnd + "-", kMostServed - 1, 1},
          {"/most", kEnd + "-" + kEnd, kMostServed - 1, 1},
          {"/most", "5368709116-9223372036854775807", kMostServed - 4, 4},
          {"/most", "-5", kMostServed - 5, 5}};
}

std::string content_range(const BodyPart& part, std::uint64_t size) {
  return "bytes " + std::to_string(part.first) + "-" + std::to_string(part.first + part.count - 1) +
         "/" + std::to_string(size);
}

std::string range(const std::string& value) {
  return "Range: bytes=" + value + "\r\n";
}

/// The most memory that this process had so far, in KiB.
long most_memory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/// Reads and throws away what follows a head.
class Drain : public RawClient {
 public:
  using RawClient::RawClient;
  std::uint64_t read(std::uint64_t count) {
    std::uint64_t got = 0;
    std::string chunk(1U << 20U, '\0');
    while (got < count) {
      const long now = receive(chunk.data(), chunk.size());
      if (now <= 0) break;
      got += static_cast<std::uint64_t>(now);
    }
    return got;
  }
};

}  // namespace

TEST_CASE("a range of a file is sent to the byte at every door", "[http][socket][range]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  ThreeFiles door{kind};
  const auto client = door.client();
  for (const BodyPart& part : parts()) {
    CAPTURE(kind.name, part.path, part.range);
    const auto answer = client->ask(get(part.path, range(part.range)));
    CHECK(answer.status == 206);
    CHECK(answer.field("Content-Range") ==
          content_range(part, part.path == "/some" ? 1'000 : kMostServed));
    CHECK((answer.body == door.bytes(part.path, part.first, part.count)));
  }
}

TEST_CASE("a range beyond the end is refused with the length at every door",
          "[http][socket][range]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  ThreeFiles door{kind};
  const auto client = door.client();
  const auto refused = [&](const std::string& path, const std::string& value) {
    const auto answer = client->ask(get(path, range(value)));
    return std::to_string(answer.status) + " " + answer.field("Content-Range");
  };
  for (const auto* value :
       {"1000-", "1000-1000", "9223372036854775807-", "9223372036854775808-",
        "18446744073709551615-", "18446744073709551616-18446744073709551617", "-0"}) {
    CAPTURE(kind.name, value);
    CHECK(refused("/some", value) == "416 bytes */1000");
  }
  for (const auto* value : {"5368709120-", "9223372036854775807-", "-0"}) {
    CAPTURE(kind.name, value);
    CHECK(refused("/most", value) == "416 bytes */5368709120");
  }
  for (const auto* value : {"0-", "0-0", "1-", "-0"}) {
    CAPTURE(kind.name, value);
    CHECK(refused("/none", value) == "416 bytes */0");
  }
}

TEST_CASE("a range that is several or inverted or no range gets the whole at every door",
          "[http][socket][range]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  ThreeFiles door{kind};
  const auto client = door.client();
  std::string thousand = "0-0";
  for (int i = 0; i < 999; ++i) thousand += ",0-0";
  const auto whole = door.bytes("/some", 0, 1'000);
  for (const std::string value :
       {"0-0,2-3", "0-5,2-7", "5-4", "999-0", "-", "1", "+1-2", "--1", "-1-", "0x1-2", "a-b",
        "-1000", "-99999999999999999999", thousand.c_str()}) {
    CAPTURE(kind.name, value);
    const auto answer = client->ask(get("/some", range(value)));
    CHECK(answer.status == 200);
    CHECK(answer.field("Content-Range").empty());
    CHECK((answer.body == whole));
  }
  CHECK(client->ask(get("/some", "Range: items=0-1\r\n")).status == 200);
  CHECK(client->ask(get("/some", range("0-1") + range("0-1"))).status == 200);
  CHECK(client->ask(get("/none", range("-1"))).status == 200);
}

TEST_CASE("If-Range gives the part only for exactly the bytes that a client has",
          "[http][socket][range]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  ThreeFiles door{kind};
  const auto client = door.client();
  const auto status = [&](const std::string& value) {
    return client->ask(get("/some", range("10-19") + "If-Range: " + value + "\r\n")).status;
  };
  const auto date = [](policy::Instant at) { return relay::http::http_date(at); };
  CAPTURE(kind.name);
  CHECK(status("\"tag\"") == 206);
  CHECK(status("\"other\"") == 200);
  CHECK(status("W/\"tag\"") == 200);
  CHECK(status("\"tag\", \"other\"") == 200);
  CHECK(status(date(tests::day(2))) == 206);
  CHECK(status(date(tests::day(2) - std::chrono::seconds{1})) == 200);
  CHECK(status(date(tests::day(2) + std::chrono::seconds{1})) == 200);
  CHECK(status("yesterday") == 200);
  CHECK(status("\"tag\"\r\nIf-Range: \"tag\"") == 200);
}

TEST_CASE("HEAD tells the length and knows no range", "[http][socket][range]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  ThreeFiles door{kind};
  const auto client = door.client();
  const auto length = [&](const std::string& path, const std::string& fields) {
    client->send("HEAD " + path + " HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n");
    const auto answer = client->answer(RawClient::Body::None);
    return std::to_string(answer.status) + " " + answer.field("Content-Length");
  };
  for (const std::string& fields : {std::string{}, range("0-0"), range("9999999999-")}) {
    CAPTURE(kind.name, fields);
    CHECK(length("/none", fields) == "200 0");
    CHECK(length("/some", fields) == "200 1000");
    CHECK(length("/most", fields) == "200 5368709120");
  }
  CHECK(client->ask(get("/some")).body == door.bytes("/some", 0, 1'000));
  CHECK(client->ask(get("/none")).body.empty());
}

TEST_CASE("memory stays flat while a large file is sent", "[http][socket][range]") {
  ThreeFiles door{tests::kKindsOfDoors[0]};
  constexpr std::uint64_t kMuch = 512U << 20U;
  Drain client{door.port()};
  client.send(get("/most", range("1-")));
  CHECK(client.answer(RawClient::Body::None).field("Content-Length") == kEnd);
  CHECK(client.read(1U << 20U) >= 1U << 20U);
  const long before = most_memory();
  CHECK(client.read(kMuch) >= kMuch);
  CHECK(most_memory() < before + 16'384);
}
