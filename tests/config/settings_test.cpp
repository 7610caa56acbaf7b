#include "config/settings.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using namespace std::chrono_literals;
using tests::problems_of_settings;

namespace {

const std::string kLeast = "data: /var/lib/sluice\npolicy: policy.yaml\n";

config::Settings good_settings(const std::string& text) {
  const auto reading = config::read_settings("/etc/sluice/sluice.yaml", text);
  CHECK(tests::shown(reading, text).empty());
  REQUIRE(reading.value);
  return *reading.value;
}

}  // namespace

TEST_CASE("two settings are enough and nothing is reachable from outside", "[config][settings]") {
  const auto settings = good_settings(kLeast);
  CHECK(settings.data_folder == "/var/lib/sluice");
  CHECK(settings.policy_file == "/etc/sluice/policy.yaml");
  CHECK(settings.doors.endpoints.listen == config::Listen{"127.0.0.1", 8080});
  CHECK(settings.doors.admin.listen == config::Listen{"127.0.0.1", 8443});
  CHECK_FALSE(settings.doors.admin.certificate);
  CHECK_FALSE(settings.fetch.proxy);
  CHECK_FALSE(settings.fetch.rate);
  CHECK(settings.store.keep_free == std::uint64_t{1} << 30);
  CHECK(settings.log.level == config::LogLevel::Info);
  CHECK_FALSE(settings.log.file);
  CHECK_FALSE(settings.audit.heads);
  CHECK_FALSE(settings.audit.syslog);
}

TEST_CASE("every setting of the machine is read", "[config][settings]") {
  const auto settings = good_settings(
      "data: data\n"
      "policy: ../rules/policy.yaml\n"
      "endpoints: { listen: 0.0.0.0:80, hosts: [updates.example, 10.0.0.5] }\n"
      "admin: { listen: 10.0.0.5:8443, hosts: sluice.example, certificate: a.pem, key: /k/a.key }\n"
      "fetch:\n"
      "  proxy: http://proxy.example:3128\n"
      "  proxy_user: sluice\n"
      "  proxy_password_file: password\n"
      "  rate: 5 MiB/s\n"
      "  deadline: 90m\n"
      "  minimum_rate: 2 KiB/s\n"
      "  attempts: 20\n"
      "  ca_file: ca.pem\n"
      "  user_agent: Sluice/0.1 (updates@corp.example)\n"
      "store: { keep_free: 10 GiB }\n"
      "log: { level: warning, file: sluice.log }\n"
      "audit: { heads: /mnt/witness/audit.heads, syslog: true }\n");
  CHECK(settings.audit.heads == "/mnt/witness/audit.heads");
  CHECK(settings.audit.syslog);
  CHECK(settings.data_folder == "/etc/sluice/data");
  CHECK(settings.policy_file == "/etc/rules/policy.yaml");
  CHECK(settings.doors.endpoints.listen == config::Listen{"0.0.0.0", 80});
  CHECK(settings.doors.endpoints.hosts == std::vector<std::string>{"updates.example", "10.0.0.5"});
  CHECK(settings.doors.admin.hosts == std::vector<std::string>{"sluice.example"});
  CHECK(settings.doors.admin.certificate == "/etc/sluice/a.pem");
  CHECK(settings.doors.admin.key == "/k/a.key");
  REQUIRE(settings.fetch.proxy);
  CHECK(settings.fetch.proxy->url == "http://proxy.example:3128");
  CHECK(settings.fetch.proxy->user == "sluice");
  CHECK(settings.fetch.proxy->password_file == "/etc/sluice/password");
  CHECK(settings.fetch.rate == 5'242'880U);
  CHECK(settings.fetch.deadline == 90min);
  CHECK(settings.fetch.minimum_rate == 2'048U);
  CHECK(settings.fetch.attempts == 20U);
  CHECK(settings.fetch.ca_file == "/etc/sluice/ca.pem");
  CHECK(settings.fetch.user_agent == "Sluice/0.1 (updates@corp.example)");
  CHECK(settings.store.keep_free == 10'737'418'240U);
  CHECK(settings.log.level == config::LogLevel::Warning);
  CHECK(settings.log.file == "/etc/sluice/sluice.log");
}

TEST_CASE("all problems of the settings are told at once and in order", "[config][settings]") {
  CHECK(problems_of_settings("policy: policy.yaml\n"
                             "endpoint: { listen: 127.0.0.1:8080 }\n"
                             "fetch:\n"
                             "  rate: 5 MB/s\n"
                             "  deadline: three days\n"
                             "  attempts: 0\n"
                             "log: { level: warn }\n"
                             "log: { level: debug }\n"
                             "store:\n") ==
        "sluice.yaml:1:1: 'data' of the settings is missing\n"
        "  1 | policy: policy.yaml\n"
        "      ^\n"
        "sluice.yaml:2:1: 'endpoint' is not a setting of the settings; did you mean 'endpoints'?\n"
        "  2 | endpoint: { listen: 127.0.0.1:8080 }\n"
        "      ^\n"
        "sluice.yaml:4:9: expected a rate such as 5 MiB/s, found '5 MB/s'\n"
        "  4 |   rate: 5 MB/s\n"
        "              ^\n"
        "sluice.yaml:5:13: expected a duration such as 90m, 12h or 3d, found 'three days'\n"
        "  5 |   deadline: three days\n"
        "                  ^\n"
        "sluice.yaml:6:13: expected a number from 1 to 20, found '0'\n"
        "  6 |   attempts: 0\n"
        "                  ^\n"
        "sluice.yaml:7:15: expected debug, info, warning or error, found 'warn'\n"
        "  7 | log: { level: warn }\n"
        "                    ^\n"
        "sluice.yaml:8:1: 'log' is set twice; it is already set in line 7\n"
        "  8 | log: { level: debug }\n"
        "      ^\n"
        "sluice.yaml:9:1: 'store' has no value\n"
        "  9 | store:\n"
        "      ^\n");
}

TEST_CASE("a file that is no map is told what it should be", "[config][settings]") {
  CHECK(problems_of_settings("- data\n") ==
        "sluice.yaml:1:1: expected the settings, found a list; known: data, policy, endpoints, "
        "endpoints_tls, admin, fetch, store, log, audit\n"
        "  1 | - data\n"
        "      ^\n");
  CHECK_FALSE(config::read_settings("sluice.yaml", "").value);
}

TEST_CASE("an admin door that others can reach needs its own certificate", "[config][settings]") {
  CHECK(problems_of_settings(kLeast + "admin: { listen: 0.0.0.0:8443 }\n") ==
        "sluice.yaml:3:10: an admin door that others can reach needs a 'certificate' and a 'key'; "
        "the certificate that the relay makes for itself is for 127.0.0.1 and [::1]\n"
        "  3 | admin: { listen: 0.0.0.0:8443 }\n"
        "               ^\n");
  CHECK(problems_of_settings(kLeast + "admin: { certificate: a.pem }\n") ==
        "sluice.yaml:3:10: 'certificate' and 'key' of admin are given together or not at all\n"
        "  3 | admin: { certificate: a.pem }\n"
        "               ^\n");
  good_settings(kLeast + "admin: { listen: \"[::1]:8443\" }\n");
  good_settings(kLeast + "admin: { listen: 0.0.0.0:8443, certificate: a.pem, key: a.key }\n");
}

TEST_CASE("the two doors cannot be one", "[config][settings]") {
  CHECK(problems_of_settings(kLeast + "admin: { listen: 127.0.0.1:8080 }\n") ==
        "sluice.yaml:3:1: the admin door and the endpoints' door have one address\n"
        "  3 | admin: { listen: 127.0.0.1:8080 }\n"
        "      ^\n");
  good_settings(kLeast + "admin: { listen: 127.0.0.1:0 }\nendpoints: { listen: 127.0.0.1:0 }\n");
}

TEST_CASE("the endpoints' TLS door is read with its authority and its limits",
          "[config][settings]") {
  CHECK_FALSE(good_settings(kLeast).doors.endpoints_tls);
  CHECK(
      good_settings(kLeast + "endpoints_tls: { hosts: u.example }\n").doors.endpoints_tls->listen ==
      config::Listen{"127.0.0.1", 8444});

  const auto door =
      *good_settings(kLeast +
                     "endpoints_tls: { listen: 10.0.0.5:443, certificate: a.pem, key: a.key, "
                     "client_ca: corp.pem, proxies: [10.0.0.9, 10.1.0.0/24], "
                     "connections: 20000, connections_per_address: 1 }\n")
           .doors.endpoints_tls;
  CHECK(door.listen == config::Listen{"10.0.0.5", 443});
  CHECK(door.certificate == "/etc/sluice/a.pem");
  CHECK(door.client_ca == "/etc/sluice/corp.pem");
  CHECK(door.proxies ==
        std::vector{*policy::Network::parse("10.0.0.9"), *policy::Network::parse("10.1.0.0/24")});
  CHECK(door.connections == 20'000U);
  CHECK(door.connections_per_address == 1U);
}

TEST_CASE("a TLS door for others has names or a certificate", "[config][settings]") {
  good_settings(kLeast + "endpoints_tls: { listen: \"127.0.0.1:8444\" }\n");
  good_settings(kLeast + "endpoints_tls: { listen: 10.0.0.5:8444, hosts: [u.example] }\n");
  CHECK(problems_of_settings(kLeast + "endpoints_tls: { listen: 10.0.0.5:8444 }\n") ==
        "sluice.yaml:3:18: a TLS door that others can reach needs 'hosts', or a 'certificate' and "
        "a 'key'; the certificate that the relay makes is for its hosts\n"
        "  3 | endpoints_tls: { listen: 10.0.0.5:8444 }\n"
        "                       ^\n");
  CHECK(problems_of_settings(kLeast + "endpoints_tls: { listen: \"127.0.0.1:8443\", key: k }\n") ==
        "sluice.yaml:3:1: the admin door and the endpoints' TLS door have one address\n"
        "  3 | endpoints_tls: { listen: \"127.0.0.1:8443\", key: k }\n"
        "      ^\n"
        "sluice.yaml:3:44: 'certificate' and 'key' of endpoints_tls are given together or not at "
        "all\n"
        "  3 | endpoints_tls: { listen: \"127.0.0.1:8443\", key: k }\n"
        "                                                 ^\n");
}

TEST_CASE("a network of proxies that many are in is warned of", "[config][settings]") {
  CHECK(
      problems_of_settings(kLeast + "endpoints: { proxies: [10.1.0.0/23, \"2001:db8::/63\"] }\n") ==
      "sluice.yaml:3:24: warning: whoever is in 10.1.0.0/23 can say that it asks for any device; "
      "name the proxies alone\n"
      "  3 | endpoints: { proxies: [10.1.0.0/23, \"2001:db8::/63\"] }\n"
      "                             ^\n"
      "sluice.yaml:3:37: warning: whoever is in 2001:db8:0:0:0:0:0:0/63 can say that it asks for "
      "any device; name the proxies alone\n"
      "  3 | endpoints: { proxies: [10.1.0.0/23, \"2001:db8::/63\"] }\n"
      "                                          ^\n");
  good_settings(kLeast + "endpoints: { proxies: [10.1.0.0/24, \"2001:db8::/64\"] }\n");
}

TEST_CASE("limits and proxies of a door are told when they cannot be", "[config][settings]") {
  CHECK(
      problems_of_settings(kLeast + "endpoints: { connections: 0, proxies: [proxy.example] }\n") ==
      "sluice.yaml:3:27: expected a number from 1 to 1000000, found '0'\n"
      "  3 | endpoints: { connections: 0, proxies: [proxy.example] }\n"
      "                                ^\n"
      "sluice.yaml:3:40: expected a proxy's address or network such as 10.1.9.3, found "
      "'proxy.example'\n"
      "  3 | endpoints: { connections: 0, proxies: [proxy.example] }\n"
      "                                             ^\n");
}

TEST_CASE("a proxy's password stands in a file and never in the settings", "[config][settings]") {
  CHECK(problems_of_settings(kLeast + "fetch: { proxy: \"http://me:secret@proxy.example\" }\n") ==
        "sluice.yaml:3:17: expected a proxy such as http://proxy.example:3128, found "
        "'http://*********@proxy.example'; a URL here carries no user or password\n"
        "  3 | fetch: { proxy: \"http://*********@proxy.example\" }\n"
        "                      ^\n");
}

TEST_CASE("parts of a proxy that need each other are asked for", "[config][settings]") {
  CHECK(problems_of_settings(kLeast + "fetch: { proxy_user: me }\n") ==
        "sluice.yaml:3:10: 'proxy_user' needs a 'proxy'\n"
        "  3 | fetch: { proxy_user: me }\n"
        "               ^\n");
  CHECK(problems_of_settings(kLeast +
                             "fetch: { proxy: http://p.example, proxy_password_file: p }\n") ==
        "sluice.yaml:3:35: 'proxy_password_file' needs a 'proxy_user'\n"
        "  3 | fetch: { proxy: http://p.example, proxy_password_file: p }\n"
        "                                        ^\n");
}

TEST_CASE("limits of fetching that let nothing through are refused", "[config][settings]") {
  good_settings(kLeast +
                "fetch: { rate: 2 KiB/s, minimum_rate: 2 KiB/s, deadline: 1s, attempts: 1 }\n");
  CHECK(problems_of_settings(kLeast + "fetch: { rate: 2047 B/s, minimum_rate: 2 KiB/s }\n") ==
        "sluice.yaml:3:10: 'rate' is below 'minimum_rate', so every transfer would fail\n"
        "  3 | fetch: { rate: 2047 B/s, minimum_rate: 2 KiB/s }\n"
        "               ^\n");
  CHECK(problems_of_settings(kLeast + "fetch: { rate: 0 B/s }\n") ==
        "sluice.yaml:3:10: a 'rate' of nothing fetches nothing; leave it out for no limit\n"
        "  3 | fetch: { rate: 0 B/s }\n"
        "               ^\n");
  CHECK(problems_of_settings(kLeast + "fetch: { deadline: 0s, attempts: 21 }\n") ==
        "sluice.yaml:3:10: a 'deadline' is at least 1s\n"
        "  3 | fetch: { deadline: 0s, attempts: 21 }\n"
        "               ^\n"
        "sluice.yaml:3:34: expected a number from 1 to 20, found '21'\n"
        "  3 | fetch: { deadline: 0s, attempts: 21 }\n"
        "                                       ^\n");
}

TEST_CASE("a door's own settings are read as strictly", "[config][settings]") {
  CHECK(problems_of_settings(kLeast +
                             "endpoints: { listen: localhost:80, hosts: [A.example], key: k }\n") ==
        "sluice.yaml:3:22: expected an address and port such as 127.0.0.1:8080 or [::1]:8443, "
        "found 'localhost:80'\n"
        "  3 | endpoints: { listen: localhost:80, hosts: [A.example], key: k }\n"
        "                           ^\n"
        "sluice.yaml:3:44: expected a host name in lower case, without port, found 'A.example'\n"
        "  3 | endpoints: { listen: localhost:80, hosts: [A.example], key: k }\n"
        "                                                 ^\n"
        "sluice.yaml:3:56: 'key' of endpoints is not supported by this version; TLS has a "
        "door of its own, endpoints_tls\n"
        "  3 | endpoints: { listen: localhost:80, hosts: [A.example], key: k }\n"
        "                                                             ^\n");
}
