#include "relay/feed/clamav/database.h"

#include <string>

#include <catch2/catch.hpp>

#include "tests/support/clamav_vendor.h"
#include "tests/support/day.h"
#include "tests/support/tar_gz.h"
#include "tests/support/temp_folder.h"

using relay::feed::clamav::Keys;
using relay::feed::clamav::verify_database;

namespace {

const tests::ClamavVendor kVendor;
const tests::ClamavVendor::Stamp kStamp{.name = "daily", .version = 27'500, .stime = tests::day(0)};

std::string verify(const std::string& bytes, const std::string& name = "daily",
                   const Keys& keys = kVendor.keys()) {
  const tests::TempFolder folder;
  tests::write_file(folder / "file", bytes);
  const auto database = verify_database(folder / "file", name, keys);
  return database ? "version " + std::to_string(database->header.version) : database.error().what;
}

/// The whole database with one text in its header replaced by another of the same length.
std::string lied(const std::string& from, const std::string& to) {
  std::string whole = kVendor.cvd_of(kStamp, kVendor.members(kStamp));
  const auto at = whole.find(from);
  REQUIRE(at < 512);
  REQUIRE(from.size() == to.size());
  return whole.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a whole database is what its signatures say", "[clamav]") {
  const std::string whole = kVendor.cvd("daily", 27'500, tests::day(0));
  CHECK(verify(whole) == "version 27500");
  CHECK(verify(whole, "daily", relay::feed::clamav::vendor_keys()) ==
        "the signature in its header is wrong");
}

TEST_CASE("a database under another database's name is refused", "[clamav]") {
  CHECK(verify(kVendor.cvd("daily", 27'500, tests::day(0)), "main") ==
        "there is no 'main.info' in it: it is another database");
}

TEST_CASE("no byte of a database can be changed", "[clamav]") {
  const std::string whole = kVendor.cvd("daily", 27'500, tests::day(0));
  for (std::size_t at = 0; at < whole.size(); at += 11) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CAPTURE(at);
    CHECK_FALSE(verify(changed).starts_with("version"));
  }
}

TEST_CASE("a database that is cut off or goes on is refused", "[clamav]") {
  const std::string whole = kVendor.cvd("daily", 27'500, tests::day(0));
  CHECK(verify("") == "its header is 0 bytes, a database begins with 512");
  CHECK(verify(whole.substr(0, 511)) == "its header is 511 bytes, a database begins with 512");
  for (const std::size_t size : {std::size_t{512}, std::size_t{513}, whole.size() - 1}) {
    CHECK(verify(whole.substr(0, size)).starts_with("its bytes have the MD5 "));
  }
  CHECK(verify(whole + "x").starts_with("its bytes have the MD5 "));
}

TEST_CASE("what the header claims alone is not believed", "[clamav]") {
  CHECK(verify(lied(":27500:", ":27501:")) ==
        "its header says version 27501 but the signed .info says 27500");
  CHECK(verify(lied(":1767225600", ":1767225601")) ==
        "its header says time 2026-01-01T00:00:01Z but the signed .info says 2026-01-01T00:00:00Z");
  CHECK(verify(lied(":1:90:", ":2:90:")) ==
        "its header says number of signatures 2 but the signed .info says 1");
  CHECK(verify(lied(":1:90:", ":1:91:")) ==
        "its header says functionality level 91 but the signed .info says 90");
  CHECK(verify(lied(":tests:", ":testz:")) ==
        "its header says builder 'testz' but the signed .info says 'tests'");
  CHECK(verify(lied("2026-01-01T00-00-00Z", "2026-01-01T00-00-01Z")) ==
        "its header says build time '2026-01-01T00-00-01Z' but the signed .info says "
        "'2026-01-01T00-00-00Z'");
}

TEST_CASE("contents that are wrong inside a signed archive are refused", "[clamav]") {
  auto members = kVendor.members(kStamp);
  members[1].second.replace(members[1].second.find("daily.ndb"), 5, "dailx");
  CHECK(verify(kVendor.cvd_of(kStamp, members)) == "the signature of its .info is wrong");

  members = kVendor.members(kStamp);
  members[2].second += "more";
  CHECK(verify(kVendor.cvd_of(kStamp, members)) == "'daily.ndb' in it is not what its .info lists");
  members = kVendor.members(kStamp);
  members[2].second[0] = 'X';
  CHECK(verify(kVendor.cvd_of(kStamp, members)) == "'daily.ndb' in it is not what its .info lists");

  members = kVendor.members(kStamp);
  members.pop_back();
  CHECK(verify(kVendor.cvd_of(kStamp, members)) ==
        "its .info lists 'daily.ndb', which is not in it");

  members = kVendor.members(kStamp);
  members.emplace_back("daily.ldb", "smuggled");
  CHECK(verify(kVendor.cvd_of(kStamp, members)) == "'daily.ldb' in it is not listed in its .info");

  members = kVendor.members(kStamp);
  members.push_back(members[2]);
  CHECK(verify(kVendor.cvd_of(kStamp, members)) == "its archive has two members 'daily.ndb'");
  members = kVendor.members(kStamp);
  members.push_back(members[1]);
  CHECK(verify(kVendor.cvd_of(kStamp, members)) == "its archive has two members 'daily.info'");
}

TEST_CASE("an archive that is damaged though signed is refused", "[clamav]") {
  const std::string archive = tests::tar_gz(kVendor.members(kStamp));
  CHECK(verify(kVendor.cvd_around(kStamp, archive)) == "version 27500");
  CHECK(verify(kVendor.cvd_around(kStamp, archive.substr(0, 200)))
            .starts_with("the archive is damaged"));
  CHECK(verify(kVendor.cvd_around(kStamp, "")).starts_with("the archive is damaged"));
  CHECK(verify(kVendor.cvd_around(kStamp, tests::tar_gz_with_symlink(kVendor.members(kStamp)))) ==
        "'link' in the archive is not a plain file");
}

TEST_CASE("a database without members but its contents is legal", "[clamav]") {
  CHECK(verify(kVendor.cvd_of(kStamp, {{"daily.info", kVendor.contents(kStamp, {})}})) ==
        "version 27500");
  CHECK(verify(kVendor.cvd_of(kStamp, {{"COPYING", ""}})) ==
        "there is no 'daily.info' in it: it is another database");
}
