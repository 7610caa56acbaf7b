#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/e2e/a_real_program.h"

using Catch::Matchers::StartsWith;
using tests::Background;

namespace {

/// `sluice watch --json` as ann, and its lines as they come; for half a minute at most.
class AWatcher {
 public:
  AWatcher(const tests::ARealProgram& of, const std::string& name)
      : pipe_{(of.folder / name).string()},
        made_{::mkfifo(pipe_.c_str(), 0600)},
        program_{command(of, pipe_)} {}

  /// The first line that begins so; "the end" when none does.
  std::string until(const std::string& begin) {
    std::string line;
    while (std::getline(lines_, line)) {
      if (line.starts_with(begin)) return line;
    }
    return "the end";
  }
  int wait() { return program_.wait(); }

 private:
  static std::vector<std::string> command(const tests::ARealProgram& of, const std::string& pipe) {
    std::vector<std::string> words{
        "sh", "-c",  R"(exec timeout 30 "$@" >"$0")",
        pipe, "env", "SLUICE_SESSION=" + (of.folder / "session").string()};
    const auto watch = of.words({"watch", "--json"});
    words.insert(words.end(), watch.begin(), watch.end());
    return words;
  }

  const std::string pipe_;
  const int made_;
  Background program_;
  std::ifstream lines_{pipe_};
};

}  // namespace

TEST_CASE("whoever watches sees what others do until his session or the relay ends",
          "[e2e][events]") {
  const tests::ARealProgram a{tests::kFilesForAll};
  a.publish({{"a.txt", "a"}});
  Background relay{a.words({"run"})};
  REQUIRE(a.get("/healthz").output == "ok\n");
  REQUIRE(a.sluice({"whoami"}).exit_code == 0);
  {
    AWatcher watcher{a, "first"};
    CHECK(watcher.until("") == R"({"event":"reset","feed":null,"group":null,"number":null})");
    const auto held = a.sluice({"hold", "acme", "--groups", "all", "--reason", "inventory"});
    REQUIRE(held.exit_code == 0);
    CHECK_THAT(watcher.until(R"({"event":"status",)"), StartsWith("{"));
    CHECK_THAT(watcher.until(R"({"event":"audit",)"), StartsWith("{"));
    CHECK(a.sluice({"logout"}).exit_code == 0);
    CHECK(watcher.until("none of ours") == "the end");
    CHECK(watcher.wait() == 0);
  }
  REQUIRE(
      a.sluice({"login", "ann", "--password-file", (a.folder / "password").string()}).exit_code ==
      0);
  AWatcher watcher{a, "second"};
  CHECK_THAT(watcher.until(""), StartsWith(R"({"event":"reset")"));
  relay.stop();
  CHECK(watcher.until("none of ours") == "the end");
  CHECK(watcher.wait() == 0);
  CHECK(relay.wait() == 0);
}
