#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <sstream>
#include <thread>

#include "relay/crypto/sha256.h"
#include "tests/e2e/a_real_program.h"
#include "tests/support/raw_tls_client.h"

using namespace std::chrono_literals;
using namespace std::string_view_literals;
using tests::ARealProgram;
using tests::Background;
using tests::RawClient;

namespace {

namespace fs = std::filesystem;

/// What names a file that is not a release's, in every spelling that ever opened one somewhere.
constexpr std::array kTargets{
    "/../secret.txt"sv,
    "/acme/../../secret.txt"sv,
    "/acme/../data/people.key"sv,
    "/acme/../../../../../../../../etc/passwd"sv,
    "/acme/a.txt/../../secret.txt"sv,
    "/g/../../secret.txt"sv,
    "/g/default/acme/../../../secret.txt"sv,
    "/acme/%2e%2e/%2e%2e/secret.txt"sv,
    "/acme/%2E%2E%2F%2E%2E%2Fsecret.txt"sv,
    "/acme/.%2e/%2e./secret.txt"sv,
    "/..%2f..%2fsecret.txt"sv,
    "/acme/%2f%2fetc%2fpasswd"sv,
    "/acme/..%252f..%252fsecret.txt"sv,
    "/acme/%252e%252e/%252e%252e/secret.txt"sv,
    "/acme/%25252e%25252e/secret.txt"sv,
    "/acme/%c0%ae%c0%ae/%c0%ae%c0%ae/secret.txt"sv,
    "/acme/..%c0%af..%c0%afsecret.txt"sv,
    "/acme/%e0%80%ae%e0%80%ae/%e0%80%afsecret.txt"sv,
    "/acme/%f0%80%80%ae%f0%80%80%ae/secret.txt"sv,
    "/acme/\xc0\xae\xc0\xae/\xc0\xae\xc0\xae/secret.txt"sv,
    "/acme/..%ef%bc%8f..%ef%bc%8fsecret.txt"sv,
    "/acme/%uff0e%uff0e/%u2215secret.txt"sv,
    "/acme/..\\..\\secret.txt"sv,
    "/acme/..%5c..%5csecret.txt"sv,
    "\\acme\\..\\secret.txt"sv,
    "/acme/..;/..;/secret.txt"sv,
    "/acme/;/../../secret.txt"sv,
    "/acme/..;a=b/..;c=d/secret.txt"sv,
    "/acme/a.txt%00"sv,
    "/acme/a.txt%00.sig"sv,
    "/acme/%00/../../secret.txt"sv,
    "/acme/\0/../../secret.txt"sv,
    "/acme/a.txt::$DATA"sv,
    "/acme/a.txt:secret.txt:$DATA"sv,
    "/acme/a.txt%3a%3a$DATA"sv,
    "/C:/Windows/win.ini"sv,
    "/acme/C:%5cWindows%5cwin.ini"sv,
    "/acme/CON"sv,
    "/acme/a.txt."sv,
    "/acme/a.txt%20"sv,
    "//server/share/secret.txt"sv,
    "/\\\\server\\share\\secret.txt"sv,
    "/%5c%5cserver%5cshare%5csecret.txt"sv,
    "/%5c%5c?%5cC:%5csecret.txt"sv,
    "//etc/passwd"sv,
    "/acme//etc/passwd"sv,
    "/etc/passwd"sv,
    "/acme/....//....//secret.txt"sv,
    "/acme/.../secret.txt"sv,
    "/acme/~root/.profile"sv,
    "/acme/?file=../../secret.txt"sv,
    "/acme/secret.txt?/../a.txt"sv,
    "/data/people.key"sv,
    "/vendor/a.txt"sv,
    "http://127.0.0.1/acme/../../secret.txt"sv,
    "http://127.0.0.1/etc/passwd"sv,
    "http://127.0.0.1/acme/%2e%2e/%2e%2e/secret.txt"sv,
    "file:///etc/passwd"sv,
    "acme/../../secret.txt"sv,
    "../secret.txt"sv,
};

std::unique_ptr<RawClient> client(const ARealProgram& program, bool tls) {
  if (tls) return std::make_unique<tests::RawTlsClient>(program.tls_port);
  return std::make_unique<RawClient>(program.port);
}

std::string raw_request(std::string_view target) {
  return "GET " + std::string{target} + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
}

/// The trace, once the program has ended and all is written.
std::string whole_trace(const fs::path& file) {
  const auto until = std::chrono::steady_clock::now() + 30s;
  for (;;) {
    std::string text = tests::read_file(file);
    const bool ended = text.find("+++ exited with 0 +++\n") != std::string::npos;
    if (ended || std::chrono::steady_clock::now() > until) return text;
    std::this_thread::sleep_for(20ms);
  }
}

/// Every name that a system call was given, in the order of the trace, from the first that ends
/// like this on; but the empty ones of calls about an open file.
std::vector<std::string> names_from(const std::string& trace, const std::string& first) {
  std::vector<std::string> names;
  std::istringstream lines{trace};
  for (std::string line; std::getline(lines, line);) {
    const auto open = line.find('"');
    if (open == std::string::npos) continue;
    const std::string name = line.substr(open + 1, line.find('"', open + 1) - open - 1);
    const bool counts = !names.empty() || name.ends_with(first);
    if (counts && !name.empty()) names.push_back(name);
  }
  return names;
}

/// As strace may be kept from watching, in a container for one.
bool can_watch() {
  if (tests::has_program("strace") &&
      tests::run_program({"strace", "-o", "/dev/null", "true"}).exit_code == 0) {
    return true;
  }
  WARN("SKIPPED: strace is not installed or may not watch a process");
  return false;
}

}  // namespace

TEST_CASE("no request makes the relay name a file outside its data folder", "[e2e][hostile]") {
  if (!can_watch()) return;
  const ARealProgram program{tests::kFilesForAll};
  const std::string first(200'000, '1'), last(200'000, '2');
  program.publish({{"a.txt", "a"}, {"first.bin", first}, {"last.bin", last}});
  tests::write_file(program.folder / "secret.txt", "nobody's business");
  const auto file = program.folder / "trace";
  // A sanitizer's search for leaks at the end cannot be watched.
  std::vector<std::string> words{"env", "ASAN_OPTIONS=detect_leaks=0"};
  for (const auto* const word : {"strace", "-D", "-f", "--seccomp-bpf", "-s", "4096", "-e",
                                 "trace=%file", "-e", "signal=none", "-o"}) {
    words.emplace_back(word);
  }
  words.push_back(file.string());
  const auto run = program.words({"run"});
  words.insert(words.end(), run.begin(), run.end());
  {
    Background before{program.words({"run"})};
    REQUIRE(program.get("/healthz").output == "ok\n");
    REQUIRE(program.sluice({"sync", "acme"}).exit_code == 0);
    before.stop();
    REQUIRE(before.wait() == 0);
  }
  Background relay{words};
  REQUIRE(program.get("/acme/a.txt").output == "a");

  REQUIRE(client(program, false)->ask(raw_request("/acme/first.bin")).body == first);
  for (const bool tls : {false, true}) {
    for (const std::string_view target : kTargets) {
      const auto answer = client(program, tls)->ask(raw_request(target));
      CAPTURE(tls, target, answer.head);
      CHECK((answer.status == 400 || answer.status == 404));
      CHECK(answer.body.find("nobody's business") == std::string::npos);
    }
    CHECK(client(program, tls)->ask(raw_request("/acme/./%61.txt")).body == "a");
  }
  REQUIRE(client(program, true)->ask(raw_request("/acme/last.bin")).body == last);
  relay.stop();
  CHECK(relay.wait() == 0);

  const auto blob = [](const std::string& bytes) {
    const std::string hex = relay::crypto::sha256(bytes).hex();
    return hex.substr(0, 2) + "/" + hex.substr(2);
  };
  const auto names = names_from(whole_trace(file), blob(first));
  std::vector<std::string> outside;
  for (const auto& name : names) {
    // The C library counts processors when a new thread first asks for memory.
    if (name == "/sys/devices/system/cpu/online" || name == "/proc/stat") continue;
    const bool inside =
        name == program.data().string() || name.starts_with(program.data().string() + "/");
    if (!inside) outside.push_back(name);
  }
  CHECK(outside == std::vector<std::string>{});
  // The trace is of this relay, and goes on to the end.
  CHECK(std::ranges::count_if(
            names, [&](const std::string& name) { return name.ends_with(blob(last)); }) > 0);
}
