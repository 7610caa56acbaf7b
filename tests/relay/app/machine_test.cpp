#include "relay/app/machine.h"

#include <catch2/catch.hpp>

#include "relay/crypto/certificate.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_folder.h"

using Catch::Matchers::EndsWith;
using tests::day;

TEST_CASE("a disk says whether downloads find room", "[app][machine]") {
  const tests::TempFolder folder;
  const auto disk = relay::app::look_at_disk(folder.path(), 0);
  REQUIRE(disk.free);
  CHECK(*disk.of == std::filesystem::space(folder.path()).capacity);
  CHECK(disk.path == folder.path().string());
  CHECK(disk.enough());
  CHECK_THAT(disk.sentence, EndsWith(" are free; downloads leave 0 bytes"));

  const auto full = relay::app::look_at_disk(folder.path(), std::uint64_t{1} << 62U);
  CHECK_FALSE(full.enough());
  CHECK_THAT(full.sentence, EndsWith(" are free and 'keep_free' is 4 EiB; nothing is downloaded"));

  const auto gone = relay::app::look_at_disk(folder / "gone", 0);
  CHECK_FALSE(gone.free);
  CHECK_FALSE(gone.enough());
  CHECK(gone.sentence == "the folder does not say how much is free: No such file or directory");
}

TEST_CASE("databases are told with the logs beside them", "[app][machine]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "state.db", std::string(4'096, 'x'));
  tests::write_file(folder / "state.db-journal", std::string(512, 'x'));
  tests::write_file(folder / "telemetry.db", std::string(8'192, 'x'));
  tests::write_file(folder / "telemetry.db-wal", std::string(100, 'x'));
  const auto files = relay::app::database_files(folder.path());
  REQUIRE(files.size() == 3);
  CHECK(files[0].name == "state");
  CHECK(files[0].bytes == 4'096);
  CHECK(files[0].log_bytes == 512);
  CHECK_FALSE(files[1].bytes);
  CHECK(files[2].bytes == 8'192);
  CHECK(files[2].log_bytes == 100);
}

TEST_CASE("a door shows the certificate that it has and who made that", "[app][machine]") {
  const tests::TempFolder folder;
  const tests::ManualClock clock{day(3)};
  const auto made = relay::crypto::self_signed({.dns = {"localhost"}}, day(3));
  tests::write_file(folder / "door.crt", made.certificate);
  tests::write_file(folder / "door.key", made.key);
  const relay::http::Door door{
      {.name = "admin", .tls = relay::http::TlsFiles{folder / "door.crt", folder / "door.key"}},
      clock,
      [](const relay::http::Request&) { return relay::http::Response{}; }};
  config::Doors doors;
  const auto own = relay::app::door_state(door, doors);
  CHECK(own.name == "admin");
  CHECK(own.url == "https://127.0.0.1:" + std::to_string(door.port()));
  REQUIRE(own.certificate);
  CHECK(own.certificate->subject == "CN=Sluice update relay");
  CHECK(own.certificate->from == day(3) - std::chrono::hours{1});
  CHECK(own.certificate->fingerprint == relay::crypto::fingerprint(made.certificate));
  CHECK(own.certificate->own);

  doors.admin.certificate = folder / "door.crt";
  doors.admin.key = folder / "door.key";
  CHECK_FALSE(relay::app::door_state(door, doors).certificate->own);

  const relay::http::Door plain{{.name = "endpoints"}, clock, [](const relay::http::Request&) {
                                  return relay::http::Response{};
                                }};
  CHECK_FALSE(relay::app::door_state(plain, doors).certificate);
}
