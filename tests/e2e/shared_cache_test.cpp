#include <pwd.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <thread>

#include "relay/json/read.h"
#include "tests/e2e/a_real_program.h"
#include "tests/support/raw_client.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using tests::ARealProgram;
using tests::Background;
using tests::Ran;

namespace {

namespace fs = std::filesystem;

/// Two groups by address and two by enrolment; what is new waits in office and desks.
constexpr const char* kCachedPolicy =
    "feeds:\n"
    "  acme: { kind: files, directory: vendor, class: software, every: 24h }\n"
    "groups:\n"
    "  - { name: pilot, match: [{ address: 127.0.0.11 }] }\n"
    "  - { name: office, match: [{ address: 127.0.0.12 }] }\n"
    "  - { name: testers, match: [{ enrolled: testers }] }\n"
    "  - { name: desks, match: [{ enrolled: desks }] }\n"
    "  - name: default\n"
    "paths:\n"
    "  - name: all\n"
    "    for: { class: software }\n"
    "    stages:\n"
    "      - groups: [pilot, testers]\n"
    "      - groups: [office, desks, default]\n"
    "        soak: 365d\n";

bool listens(std::uint16_t port) {
  const auto until = std::chrono::steady_clock::now() + 30s;
  while (std::chrono::steady_clock::now() < until) {
    try {
      const tests::RawClient first{port};
      return true;
    } catch (const std::runtime_error&) {
      std::this_thread::sleep_for(20ms);
    }
  }
  return false;
}

/// Debian's squid as organisations put it before a server: it caches whatever it may, and says who
/// asks it.
class ASquid {
 public:
  /// `origin`: "127.0.0.1 parent 8080 0 no-query originserver …"
  ASquid(std::uint16_t port, const std::string& origin) : port_{port} {
    // Squid gives up root, and must still write here.
    const passwd* const user = ::getuid() == 0 ? ::getpwnam("proxy") : ::getpwuid(::getuid());
    REQUIRE(user != nullptr);
    fs::permissions(folder_.path(), fs::perms::all);
    tests::write_file(folder_ / "squid.conf",
                      "http_port 127.0.0.1:" + std::to_string(port) +
                          " accel no-vhost defaultsite=127.0.0.1\n"
                          "cache_peer " +
                          origin +
                          "\n"
                          "cache_mem 64 MB\nmemory_cache_shared off\nhttp_access allow all\n"
                          "access_log none\ncache_store_log none\npinger_enable off\n"
                          "shutdown_lifetime 0 seconds\nforwarded_for on\n"
                          "cache_effective_user " +
                          user->pw_name +
                          "\n"
                          "cache_log " +
                          (folder_ / "cache.log").string() +
                          "\n"
                          "coredump_dir " +
                          folder_.path().string() +
                          "\n"
                          "pid_filename " +
                          (folder_ / "pid").string() + "\n");
    // Its name is that of its shared memory, which another squid must not find.
    const std::string name = "sluice" + std::to_string(port);
    squid_ = std::make_unique<Background>(std::vector<std::string>{
        "squid", "-N", "-n", name, "-f", (folder_ / "squid.conf").string()});
    REQUIRE(listens(port));
  }

  /// Kindly, as killed it leaves its shared memory behind.
  ~ASquid() {
    squid_->stop();
    squid_->wait();
  }
  ASquid(const ASquid&) = delete;
  ASquid& operator=(const ASquid&) = delete;

  /// What somebody at this address gets, head and body.
  Ran get(const std::string& address, const std::string& path,
          std::vector<std::string> words = {}) const {
    words.insert(words.end(), {"-i", "--interface", address,
                               "http://127.0.0.1:" + std::to_string(port_) + path});
    return tests::curl(words);
  }

 private:
  tests::TempFolder folder_;
  std::uint16_t port_;
  std::unique_ptr<Background> squid_;
};

/// The first release is everybody's, the second that of pilot and testers.
struct TwoReleases : ARealProgram {
  TwoReleases() : ARealProgram{kCachedPolicy, {.plain = ", proxies: [127.0.0.1]"}} {
    publish({{"a.txt", "the old"}});
    relay = std::make_unique<Background>(words({"run"}));
    REQUIRE(get("/healthz").output == "ok\n");
    REQUIRE(sluice({"sync", "acme"}).exit_code == 0);
    const Ran adopted = sluice({"adopt", "acme", "--groups", "all", "--reason", "today's"});
    CAPTURE(adopted.output);
    REQUIRE(adopted.exit_code == 0);
  }
  void move_on() const {
    publish({{"a.txt", "the new"}});
    REQUIRE(sluice({"sync", "acme"}).exit_code == 0);
  }
  /// The token of a device that has just enrolled for this group.
  std::string enrolled(const std::string& group) const {
    const auto read = [](const Ran& ran) {
      const auto value = relay::json::read(ran.output);
      if (!value) FAIL(ran.output);
      return (*value)["token"].text();
    };
    const std::string once = read(sluice({"enrol", "--group", group, "--json"}));
    return read(
        tests::curl({"--data-binary", R"({"token":")" + once + R"("})", tls_url("/v1/enrol")}));
  }

  std::unique_ptr<Background> relay;
};

bool has_squid() {
  if (tests::has_program("squid")) return true;
  WARN("SKIPPED: squid is not installed");
  return false;
}

}  // namespace

TEST_CASE("a shared cache gives nobody what another address may have", "[e2e][hostile][cache]") {
  if (!has_squid()) return;
  const TwoReleases relay;
  const ASquid squid{tests::free_port(),
                     "127.0.0.1 parent " + std::to_string(relay.port) + " 0 no-query originserver"};
  const std::string pilot = "127.0.0.11", office = "127.0.0.12";
  CHECK_THAT(squid.get(pilot, "/acme/a.txt").output, Contains("the old"));
  relay.move_on();
  for (const auto* const path : {"/acme/a.txt", "/g/pilot/acme/a.txt", "/g/office/acme/a.txt"}) {
    for (int i = 0; i < 3; ++i) {
      CAPTURE(path, i);
      CHECK_THAT(squid.get(pilot, path).output, Contains("the new"));
      CHECK_THAT(squid.get(office, path).output, Contains("the old"));
    }
  }
  // Who claims to be somebody else is still who squid saw.
  for (const auto& claim : {"X-Forwarded-For: " + pilot, "Forwarded: for=" + pilot}) {
    CAPTURE(claim);
    CHECK_THAT(squid.get(office, "/acme/a.txt", {"-H", claim}).output, Contains("the old"));
  }
  CHECK_THAT(tests::curl({"--interface", office, "-H", "X-Forwarded-For: " + pilot,
                          relay.plain_url("/acme/a.txt")})
                 .output,
             Contains("the old"));
}

TEST_CASE("a shared cache gives nobody what another token may have", "[e2e][hostile][cache]") {
  if (!has_squid()) return;
  const TwoReleases relay;
  const ASquid squid{tests::free_port(),
                     "127.0.0.1 parent " + std::to_string(relay.tls_port) +
                         " 0 no-query originserver tls tls-cafile=" + relay.authority().string() +
                         " ssldomain=localhost login=PASSTHRU"};
  const std::string tester = "device:" + relay.enrolled("testers"),
                    desk = "device:" + relay.enrolled("desks");
  relay.move_on();
  for (const auto* const path : {"/acme/a.txt", "/g/testers/acme/a.txt", "/g/desks/acme/a.txt"}) {
    for (int i = 0; i < 3; ++i) {
      CAPTURE(path, i);
      CHECK_THAT(squid.get("127.0.0.1", path, {"-u", tester}).output, Contains("the new"));
      CHECK_THAT(squid.get("127.0.0.1", path, {"-u", desk}).output, Contains("the old"));
      CHECK_THAT(squid.get("127.0.0.1", path).output, Contains("the old"));
    }
  }
}
