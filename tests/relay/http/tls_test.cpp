#include <poll.h>

#include <catch2/catch.hpp>
#include <future>
#include <memory>

#include "relay/http/wire.h"
#include "tests/relay/http/a_door.h"
#include "tests/support/raw_tls_client.h"

using namespace std::chrono_literals;
using tests::ADoor;
using tests::certificate_in;
using tests::get;
using tests::RawClient;
using tests::RawTlsClient;
using tests::TempFolder;

namespace {

using namespace relay::http;

/// The server's side of a connection, without a door, and a client that has shaken hands with it.
struct AWire {
  explicit AWire(const TlsFiles& files) : context{files} {
    const Socket listener = listen_on({}, Sharing::Alone);
    auto calling = std::async(std::launch::async, [port = port_of(listener)] {
      return std::make_unique<RawTlsClient>(port);
    });
    wait_for(listener.handle(), POLLIN);
    wire = tls_wire(std::move(std::get<Arrival>(accept_from(listener.handle())).socket), scratch,
                    pieces, context.session(tests::day(3)));
    while (wire->handshake() == Pause::Reading) {
      wait_for(wire->socket(), POLLIN);
      wire->ready({.read = true});
    }
    client = calling.get();
  }

  static void wait_for(int socket, short what) {
    pollfd one{.fd = socket, .events = what, .revents = 0};
    REQUIRE(::poll(&one, 1, 10'000) == 1);
  }

  const TlsContext context;
  Scratch scratch{};
  Pieces pieces{};
  std::unique_ptr<Wire> wire{};
  std::unique_ptr<RawTlsClient> client{};
};

}  // namespace

TEST_CASE("what a slow client does not take is not encrypted for it", "[http][socket][tls]") {
  constexpr std::size_t kSize = 8U << 20U;
  const TempFolder folder;
  tests::write_file(folder / "blob", std::string(kSize, 'x'));
  const auto file = OpenFile::open(folder / "blob", kSize);
  AWire slow{certificate_in(folder)};
  const std::string_view head = "HTTP/1.1 200 OK\r\nContent-Length: 8388608\r\n\r\n";
  REQUIRE(slow.wire->write({&head, 1}, Following::More).count == head.size());
  std::uint64_t sent = 0;
  Step step;
  while (step.pause == Pause::None) {
    step = slow.wire->send(*file, sent, kSize - sent);
    sent += step.count;
  }
  CHECK(step.pause == Pause::Writing);
  CHECK(sent < kSize);
  CHECK(slow.wire->flush() == Pause::None);  // Nothing of it waits here.

  auto reading = std::async(std::launch::async, [&slow] { return slow.client->answer().body; });
  while (sent < kSize) {
    AWire::wait_for(slow.wire->socket(), POLLOUT);
    slow.wire->ready({.write = true});
    sent += slow.wire->send(*file, sent, kSize - sent).count;
  }
  CHECK(slow.wire->flush() == Pause::None);
  CHECK((reading.get() == std::string(kSize, 'x')));
}

TEST_CASE("a file that is asked for again is the same each time", "[http][socket][tls]") {
  std::string bytes(400'001, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i / 97 + i);
  const TempFolder folder;
  tests::write_file(folder / "blob", bytes);
  ADoor door;
  door.settings.tls = certificate_in(folder);
  door.answer = [&](const Request&) -> Response {
    return {.body = FileBody{folder / "blob", bytes.size()}, .validators = Validators{}};
  };
  RawTlsClient client{door.port()};
  for (int i = 0; i < 3; ++i) CHECK((client.ask(get("/blob")).body == bytes));
  const auto part = client.ask(get("/blob", "Range: bytes=140000-399999\r\n"));
  CHECK(part.status == 206);
  CHECK((part.body == bytes.substr(140'000, 260'000)));
}

TEST_CASE("a TLS door serves one request after the other", "[http][socket][tls]") {
  const TempFolder folder;
  ADoor door;
  door.settings.tls = certificate_in(folder);
  RawTlsClient client{door.port()};
  CHECK(client.version() == "TLSv1.3");
  client.send(get("/1") + get("/2"));
  CHECK(client.answer().body == "seen /1");
  CHECK(client.answer().body == "seen /2");
  CHECK(client.ask(get("/3", "Connection: close\r\n")).status == 200);
  CHECK(client.ended());
}

TEST_CASE("TLS 1.2 is the oldest that is spoken", "[http][socket][tls]") {
  const TempFolder folder;
  ADoor door;
  door.settings.tls = certificate_in(folder);
  CHECK(RawTlsClient{door.port(), TLS1_2_VERSION}.version() == "TLSv1.2");
  CHECK_THROWS(RawTlsClient{door.port(), TLS1_1_VERSION});
}

TEST_CASE("a TLS door does not talk to who does not speak TLS", "[http][socket][tls]") {
  const TempFolder folder;
  ADoor door;
  door.settings.tls = certificate_in(folder);
  door.settings.limits.handshake_deadline = 200ms;
  RawClient plain{door.port()};
  CHECK(plain.ask(get("/")).status == 0);
  RawClient silent{door.port()};
  CHECK(silent.ended());
  CHECK(door.asked().empty());
}

TEST_CASE("a certificate that cannot be used is named", "[http][tls]") {
  const TempFolder folder;
  ADoor door;
  door.settings.tls = certificate_in(folder);
  tests::write_file(folder / "key.pem", "no key");
  CHECK_THROWS_WITH(door.open(), Catch::Contains("key.pem"));
  std::filesystem::remove(folder / "certificate.pem");
  CHECK_THROWS_WITH(door.open(), Catch::Contains("certificate.pem"));
}

TEST_CASE("a certificate is exchanged while the door is open", "[http][socket][tls]") {
  const TempFolder folder;
  ADoor door;
  door.settings.tls = certificate_in(folder);
  auto& open = door.open();
  RawTlsClient before{open.port()};
  const auto old = before.certificate();
  CHECK(open.certificate() == tests::read_file(folder / "certificate.pem"));

  const auto made = certificate_in(folder);
  open.reload_certificate();
  const std::string shown = tests::read_file(made.certificate);
  CHECK(open.certificate() == shown);
  RawTlsClient after{open.port()};
  CHECK(after.certificate() != old);
  CHECK(before.ask(get("/")).status == 200);

  tests::write_file(folder / "certificate.pem", "none");
  CHECK_THROWS_WITH(open.reload_certificate(), Catch::Contains("certificate.pem"));
  CHECK(RawTlsClient{open.port()}.certificate() == after.certificate());
  CHECK(open.certificate() == shown);
  CHECK(ADoor{}.open().certificate().empty());
}

TEST_CASE("who only takes new keys is not listened to for long", "[http][socket][tls]") {
  const TempFolder folder;
  ADoor door;
  door.settings.tls = certificate_in(folder);
  RawTlsClient honest{door.port()}, flooding{door.port()}, neighbour{door.port()};
  for (int i = 0; i < 20; ++i) {
    CHECK(honest.rekey());
    CHECK(honest.ask(get("/" + std::to_string(i))).status == 200);
  }
  bool cut = false;
  for (int i = 0; i < 100'000 && !cut; ++i) cut = !flooding.rekey();
  CHECK(cut);
  CHECK(neighbour.ask(get("/")).status == 200);
}

TEST_CASE("who is longest at a handshake makes room for who comes", "[http][socket][tls]") {
  const TempFolder folder;
  ADoor door;
  door.settings.tls = certificate_in(folder);
  door.settings.limits.handshakes = 2;
  RawClient first{door.port()}, second{door.port()};
  CHECK_FALSE(first.ended_within(50ms));
  RawClient third{door.port()};
  CHECK(first.ended());
  CHECK(RawTlsClient{door.port()}.ask(get("/")).status == 200);
  CHECK(second.ended());
  CHECK_FALSE(third.ended_within(50ms));
}
