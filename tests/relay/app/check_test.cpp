#include <catch2/catch.hpp>
#include <iostream>
#include <sstream>

#include "relay/app/run.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_identity.h"

using Catch::Matchers::Contains;

namespace {

/// What `sluice check` prints, and its exit code.
struct Checked {
  std::string out;
  int code = 0;
};

Checked check(const std::filesystem::path& file) {
  std::ostringstream out;
  auto* const before = std::cout.rdbuf(out.rdbuf());
  const int code = relay::app::check(file);
  std::cout.rdbuf(before);
  return {out.str(), code};
}

}  // namespace

TEST_CASE("a check says which feed's trust file is missing or is none", "[app][check]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "sluice.yaml", "data: data\npolicy: policy.yaml\n");
  tests::write_file(folder / "policy.yaml",
                    "feeds:\n  clam: { kind: clamav, upstream: [\"https://clam.example\"],"
                    " class: intelligence, trust: [roots.pem] }\n"
                    "groups:\n  - name: default\n"
                    "paths:\n  - name: all\n    for: { class: intelligence }\n"
                    "    stages: [{ groups: [default] }]\n");
  const Checked missing = check(folder / "sluice.yaml");
  CHECK(missing.code == 1);
  CHECK_THAT(missing.out, Contains("policy.yaml:2: feed 'clam': ") &&
                              Contains("roots.pem: cannot be read") && Contains("1 error"));

  tests::write_file(folder / "roots.pem", "no certificate\n");
  const Checked broken = check(folder / "sluice.yaml");
  CHECK(broken.code == 1);
  CHECK_THAT(broken.out, Contains("feed 'clam': ") && Contains("roots.pem: "));

  tests::TestIdentity{"DNS:clam.example"}.write_certificate(folder / "roots.pem");
  const Checked whole = check(folder / "sluice.yaml");
  CHECK(whole.code == 0);
  CHECK_THAT(whole.out, Contains("no problems"));
}
