#include "relay/feed/clamav/cdiff.h"

#include <string>

#include <catch2/catch.hpp>

#include "tests/support/clamav_vendor.h"
#include "tests/support/temp_folder.h"

using namespace relay::feed::clamav;

namespace {

const tests::ClamavVendor kCdiffVendor;

struct Patch {
  tests::TempFolder folder;
  explicit Patch(const std::string& bytes) { tests::write_file(folder / "patch", bytes); }
  std::string verify(const Keys& keys = kCdiffVendor.keys()) const {
    const auto patch = verify_cdiff(folder / "patch", keys);
    return patch ? "version " + std::to_string(patch->version) : patch.error().what;
  }
};

std::string cdiff_refusal(const std::string& whole) {
  const auto tail = whole.size() > 351 ? whole.substr(whole.size() - 351) : whole;
  const auto patch = parse_cdiff(whole.substr(0, 64), tail, whole.size());
  return patch ? "taken" : patch.error().what;
}

}  // namespace

TEST_CASE("a patch tells the version that it leads to", "[clamav]") {
  CHECK(Patch{kCdiffVendor.cdiff("daily", 27'500)}.verify() == "version 27500");
}

TEST_CASE("no byte of a patch can be changed", "[clamav]") {
  const std::string whole = kCdiffVendor.cdiff("daily", 27'500);
  for (std::size_t at = 0; at < whole.size(); at += 13) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CAPTURE(at);
    CHECK_FALSE(Patch{changed}.verify().starts_with("version"));
  }
  CHECK(Patch{whole}.verify(vendor_keys()) == "its signature is wrong");
}

TEST_CASE("a patch that is cut off or goes on is refused", "[clamav]") {
  const std::string whole = kCdiffVendor.cdiff("daily", 27'500);
  for (std::size_t size = 0; size < whole.size(); size += 17) {
    CAPTURE(size);
    CHECK_FALSE(Patch{whole.substr(0, size)}.verify().starts_with("version"));
  }
  CHECK(Patch{whole + "b"}.verify() == "its signature is wrong");
  CHECK(Patch{whole + ":"}.verify() == "its signature is wrong");
}

TEST_CASE("a patch's header is checked field by field", "[clamav]") {
  CHECK(cdiff_refusal("ClamAV-Diff:7:100:xyz:sig") == "taken");
  CHECK(cdiff_refusal("ClamAV-Diff:7:0::sig") == "taken");
  CHECK(cdiff_refusal("<html>") == "it is not a patch: it does not begin with ClamAV-Diff:");
  CHECK(cdiff_refusal("") == "it is not a patch: it does not begin with ClamAV-Diff:");
  CHECK(cdiff_refusal("ClamAV-Diff:7") == "its header has fewer than three fields");
  CHECK(cdiff_refusal("ClamAV-Diff:7:100") == "its header has fewer than three fields");
  CHECK(cdiff_refusal("ClamAV-Diff:" + std::string(60, '7') + ":100:xyz:sig") ==
        "its header has fewer than three fields");
  CHECK(cdiff_refusal("ClamAV-Diff:0:100:xyz:sig") == "its header's version is not a whole number");
  CHECK(cdiff_refusal("ClamAV-Diff:x:100:xyz:sig") == "its header's version is not a whole number");
  CHECK(cdiff_refusal("ClamAV-Diff:4294967296:1:x:s") ==
        "its header's version is not a whole number");
  CHECK(cdiff_refusal("ClamAV-Diff:7:-1:xyz:sig") == "its header's length is not a whole number");
}

TEST_CASE("a patch ends in a signature of at most 350 characters", "[clamav]") {
  CHECK(cdiff_refusal("ClamAV-Diff:7:100:x:" + std::string(350, 's')) == "taken");
  CHECK(cdiff_refusal("ClamAV-Diff:7:100:x:" + std::string(351, 's')) ==
        "it does not end in a signature");
  CHECK(cdiff_refusal("ClamAV-Diff:7:100:no colon after") == "it does not end in a signature");
}
