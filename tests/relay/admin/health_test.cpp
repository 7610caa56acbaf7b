#include "relay/admin/health.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::admin::DoorCertificate;
using relay::json::write;
using tests::ADesk;
using tests::day;
using tests::json_of;

TEST_CASE("the health of the machine is told as it is", "[admin][health]") {
  ADesk desk;
  desk.machine = {.started = day(1),
                  .memory = 5'000,
                  .disk = {.path = "/var/lib/sluice/store",
                           .free = 101,
                           .of = 1'000,
                           .keep_free = 100,
                           .sentence = "101 bytes of 1000 bytes are free"},
                  .databases = {{.name = "state", .bytes = 4'096}},
                  .doors = {{.name = "endpoints", .url = "http://127.0.0.1:80"},
                            {.name = "admin",
                             .url = "https://127.0.0.1:443",
                             .certificate = DoorCertificate{.subject = "CN=relay",
                                                            .issuer = "CN=authority",
                                                            .from = day(1),
                                                            .until = day(9),
                                                            .own = true}}}};
  desk.now = day(3);
  const std::string no_digest = "sha256:" + std::string(64, '0');
  CHECK(write(json_of(desk.get("/api/v1/health"))) ==
        R"({"now":"2026-01-04T00:00:00Z","started":"2026-01-02T00:00:00Z","memory":5000,)"
        R"("disk":{"path":"/var/lib/sluice/store","free":101,"of":1000,"keep_free":100,)"
        R"("enough":true,"sentence":"101 bytes of 1000 bytes are free"},)"
        R"("databases":[{"name":"state","bytes":4096,"log_bytes":0}],)"
        R"("doors":[{"door":"endpoints","url":"http://127.0.0.1:80","tls":null},)"
        R"({"door":"admin","url":"https://127.0.0.1:443","tls":{"subject":"CN=relay",)"
        R"("issuer":"CN=authority","from":"2026-01-02T00:00:00Z","until":"2026-01-10T00:00:00Z",)"
        R"("own":true,"digest":")" +
            no_digest + R"(","sentence":"it ends 2026-01-10 00:00 UTC"}}]})");
}

TEST_CASE("a disk has enough while more is free than is kept", "[admin][health]") {
  ADesk desk;
  desk.machine.disk = {.free = 100, .of = 1'000, .keep_free = 100};
  CHECK_FALSE(json_of(desk.get("/api/v1/health"))["disk"]["enough"].truth());
  desk.machine.disk.free = std::nullopt;
  const auto disk = json_of(desk.get("/api/v1/health"))["disk"];
  CHECK(disk["free"].null());
  CHECK_FALSE(disk["enough"].truth());
}

TEST_CASE("a certificate says from thirty days before its end that it ends", "[admin][health]") {
  const DoorCertificate certificate{.from = day(3), .until = day(100)};
  const auto said = [&](policy::Instant now) {
    return out_of_time(certificate, now).value_or("nothing");
  };
  CHECK(said(day(3) - 1s) == "it counts from 2026-01-04 00:00 UTC on");
  CHECK(said(day(3)) == "nothing");
  CHECK(said(day(70) - 1s) == "nothing");
  CHECK(said(day(70)) == "it ends 2026-04-11 00:00 UTC");
  CHECK(said(day(100) - 1s) == "it ends 2026-04-11 00:00 UTC");
  CHECK(said(day(100)) == "it ended 2026-04-11 00:00 UTC");
}
