#include "relay/app/endpoint_secrets.h"

#include <catch2/catch.hpp>

#include "relay/crypto/authority.h"
#include "tests/support/day.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using relay::app::endpoint_certificate_is_due;
using relay::app::endpoint_tls;
using tests::day;

namespace {

/// What the endpoints' TLS door is made of at day(0).
struct ADataFolder {
  const tests::TempFolder folder;
  const relay::crypto::Identity authority = relay::crypto::make_authority("ours", day(0));
  config::Doors doors{.endpoints_tls =
                          config::Door{.listen = {"127.0.0.1", 8444}, .hosts = {"relay.example"}}};

  ADataFolder() { tls(day(0)); }
  void tls(policy::Instant now, bool trusted = true) {
    (void)endpoint_tls(folder.path(), doors, authority, {now, trusted});
  }
  bool due(policy::Instant now) const {
    return endpoint_certificate_is_due(folder.path(), doors, authority, now);
  }
  std::string certificate() const { return tests::read_file(folder / "endpoints.crt"); }
};

// Of its life the last ninety days.
const policy::Instant kDue = day(0) + relay::crypto::kServerLasts - std::chrono::days{90};

}  // namespace

TEST_CASE("the endpoints' own certificate is made anew in its last ninety days", "[app][tls]") {
  ADataFolder data;
  const std::string first = data.certificate();
  CHECK_FALSE(data.due(kDue - 1s));
  data.tls(kDue - 1s);
  CHECK(data.certificate() == first);
  CHECK(data.due(kDue));
  data.tls(kDue);
  CHECK(data.certificate() != first);
  CHECK_FALSE(data.due(kDue));
  CHECK(relay::crypto::is_whole(
      {data.certificate(), tests::read_file(data.folder / "endpoints.key")}));
}

TEST_CASE("a clock that is not trusted leaves a certificate that fits", "[app][tls]") {
  ADataFolder data;
  const std::string first = data.certificate();
  data.tls(kDue, false);
  data.tls(day(9'000), false);
  CHECK(data.certificate() == first);
  data.doors.endpoints_tls->hosts.push_back("updates.example");
  data.tls(kDue, false);
  CHECK(data.certificate() != first);
}

TEST_CASE("a certificate that is not valid yet is made anew", "[app][tls]") {
  ADataFolder data;
  std::filesystem::remove(data.folder / "endpoints.crt");
  data.tls(day(60), false);  // The clock is ahead, and there is none.
  const std::string ahead = data.certificate();
  CHECK_FALSE(data.due(day(60) - 1h));
  CHECK(data.due(day(60) - 1h - 1s));
  data.tls(day(2));
  CHECK(data.certificate() != ahead);
  CHECK_FALSE(data.due(day(2)));
}

TEST_CASE("the endpoints' own certificate is due when the door has another name", "[app][tls]") {
  ADataFolder data;
  data.doors.endpoints_tls->hosts.push_back("updates.example");
  CHECK(data.due(day(1)));
  data.tls(day(1));
  CHECK_FALSE(data.due(day(1)));
}

TEST_CASE("a certificate of the organisation's own is never due", "[app][tls]") {
  ADataFolder data;
  data.doors.endpoints_tls->certificate = data.doors.endpoints_tls->key = data.folder / "theirs";
  CHECK_FALSE(data.due(kDue));
  data.doors.endpoints_tls.reset();
  CHECK_FALSE(data.due(kDue));
}

TEST_CASE("a disk that is full leaves the old certificate with its key", "[app][tls]") {
  ADataFolder data;
  const std::string first = data.certificate(),
                    key = tests::read_file(data.folder / "endpoints.key");
  {
    const tests::SmallDisk full{0};
    CHECK_THROWS_AS(data.tls(kDue), std::system_error);
  }
  CHECK(data.certificate() == first);
  CHECK(tests::read_file(data.folder / "endpoints.key") == key);
}
