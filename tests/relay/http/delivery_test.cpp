#include <catch2/catch.hpp>

#include <mutex>

#include "tests/relay/http/a_door.h"
#include "tests/support/raw_client.h"

using relay::http::Delivery;
using relay::http::Response;
using tests::ADoor;
using tests::get;
using tests::RawClient;

namespace {

// More than the kernel keeps for a client that does not read.
constexpr std::size_t kBlobSize = 32U << 20U;

/// A door that serves one large file and writes down how each answer went.
struct ToldDoor {
  tests::TempFolder folder;
  std::mutex mutex;
  std::vector<std::string> told;  ///< Guarded by mutex.
  ADoor door;

  ToldDoor() {
    tests::write_file(folder / "blob", std::string(kBlobSize, 'x'));
    door.answer = [this](const relay::http::Request& request) {
      return Response{
          .body = relay::http::FileBody{folder / "blob", kBlobSize},
          .validators = relay::http::Validators{.etag = "\"abc\"", .last_modified = tests::day(2)},
          .delivered = [this, path = request.path](const Delivery& how) {
            const std::lock_guard lock{mutex};
            told.push_back(path + " " + std::to_string(how.status) +
                           (how.to_the_end ? " to the end" : " not to the end"));
          }};
    };
  }
};

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("an answer's end is told once", "[http][socket][delivery]") {
  ToldDoor one;
  {
    RawClient client{one.door.port()};
    client.ask(get("/whole"));
    client.ask(get("/head", "Range: bytes=0-511\r\n"));
    client.ask(get("/piece", "Range: bytes=512-\r\n"));
    client.ask(get("/rest", "Range: bytes=512-\r\nIf-Range: \"abc\"\r\n"));
    client.ask(get("/same", "If-None-Match: \"abc\"\r\n"));
  }
  one.door.shut();
  CHECK(one.told == Told{"/whole 200 to the end", "/head 206 not to the end",
                         "/piece 206 not to the end", "/rest 206 to the end",
                         "/same 304 not to the end"});
}

TEST_CASE("a client that breaks off has not been given the file", "[http][socket][delivery]") {
  ToldDoor one;
  {
    RawClient client{one.door.port()};
    client.send(get("/broken"));
    client.answer(RawClient::Body::None);  // Its head, and little more.
  }
  one.door.shut();
  CHECK(one.told == Told{"/broken 200 not to the end"});
}
