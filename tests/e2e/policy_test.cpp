#include <catch2/catch.hpp>

#include "tests/e2e/a_running_relay.h"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using tests::ARunningRelay;

namespace {

std::string soaking(const std::string& vendor, const std::string& soak) {
  return "feeds:\n"
         "  acme: { kind: files, upstream: [\"" +
         vendor +
         "\"], class: software, every: 1h }\n"
         "groups:\n  - name: default\n"
         "paths:\n"
         "  - name: software\n"
         "    for: { class: software }\n"
         "    stages:\n"
         "      - groups: [default]\n"
         "        soak: " +
         soak + "\n";
}

}  // namespace

TEST_CASE("a policy is shown and edited and checked and applied while the relay runs",
          "[e2e][policy]") {
  const tests::AVendor vendor;
  const tests::TempFolder desk;
  ARunningRelay relay{soaking(vendor.url(), "4h")};
  const auto shown = relay.sluice({"policy", "show"});
  CHECK(shown.output == soaking(vendor.url(), "4h"));

  const auto file = (desk / "new.yaml").string();
  tests::write_file(file, soaking(vendor.url(), "8h"));
  const auto checked = relay.sluice({"policy", "check", file});
  CHECK(checked.exit_code == 0);
  CHECK_THAT(checked.output, StartsWith("against revision 1:\n"
                                        "  path 'software', stage 1: soak 4h → 8h\n"
                                        "no group gets another release"));
  const auto applied =
      relay.sluice({"policy", "apply", file, "--reason", "as agreed", "--base", "1"});
  CHECK(applied.exit_code == 0);
  CHECK_THAT(applied.output, StartsWith("revision 2 is in force\n"));
  CHECK_THAT(relay.log(), Contains("policy revision 2 is in force"));
  CHECK_THAT(relay.sluice({"policy", "revisions"}).output,
             Contains("ann") && Contains("as agreed"));
  CHECK(relay.sluice({"policy", "show"}).output == soaking(vendor.url(), "8h"));

  tests::write_file(file, soaking(vendor.url(), "1h"));
  CHECK_THAT(relay.sluice({"policy", "apply", file, "--reason", "x", "--base", "1"}).output,
             Contains("the text was made from another revision than the one in force"));
  CHECK_THAT(relay.sluice({"policy", "apply", file, "--reason", "x", "--base", "2"}).output,
             Contains("no second person looked at it"));
  // Its mirrors run again, under the new policy.
  CHECK(relay.sluice({"sync", "acme"}).exit_code == 1);
  CHECK_THAT(relay.sluice({"status"}).output, Contains("policy revision 3"));
}

TEST_CASE("a policy text of a megabyte goes through the door", "[e2e][policy]") {
  const tests::AVendor vendor;
  const tests::TempFolder desk;
  ARunningRelay relay{soaking(vendor.url(), "4h")};
  std::string text = soaking(vendor.url(), "4h");
  while (text.size() < 999'000) text += "# \"as it was agreed\"\n";
  const auto file = (desk / "long.yaml").string();
  tests::write_file(file, text);
  CHECK_THAT(
      relay.sluice({"policy", "apply", file, "--reason", "said at length", "--base", "1"}).output,
      StartsWith("revision 2 is in force\nit says the same as revision 1\n"));
  CHECK(relay.sluice({"policy", "show"}).output == text);
  text += std::string(1'000, '#');
  tests::write_file(file, text);
  CHECK_THAT(relay.sluice({"policy", "check", file}).output,
             Contains("text: longer than 1 MB, which no policy is"));
}
