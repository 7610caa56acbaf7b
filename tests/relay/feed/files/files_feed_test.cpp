#include "relay/feed/files/files_feed.h"

#include <set>

#include <catch2/catch.hpp>

#include "relay/net/folder_fetcher.h"
#include "tests/relay/feed/files_vendor.h"
#include "tests/support/day.h"
#include "tests/support/temp_folder.h"

using relay::feed::Fault;
using relay::feed::Survey;
using relay::feed::files::FilesFeed;
using tests::day;
using tests::FilesVendor;
using tests::ScriptedFetcher;

namespace {

const std::string kManifest = FilesVendor::url("PULP_MANIFEST");

// A store without anything, and a vendor with two files.
struct ASurvey {
  tests::TempFolder folder;
  relay::store::Store store{folder / "store"};
  FilesVendor vendor;
  relay::feed::Known known;
  std::uint64_t room = 1'000'000;

  ASurvey() { vendor.publish({{"a.yar", "rule a"}, {"b.yar", "rule b"}}); }
  Survey of(relay::net::Fetcher& net, const std::string& upstream) {
    relay::feed::Visit visit{
        .fetcher = net, .store = store, .known = known, .now = day(3), .room = room};
    return FilesFeed{{.upstream = upstream}}.survey(visit);
  }
  Survey run() { return of(vendor.net, FilesVendor::kUpstream); }
  Fault fault() {
    const Survey survey = run();
    REQUIRE_FALSE(survey.candidate);
    REQUIRE(survey.faults.size() == 1);
    return survey.faults[0];
  }
};

}  // namespace

TEST_CASE("a folder's files and its manifest are all pointers of one release", "[feed][files]") {
  ASurvey a;
  const Survey survey = a.run();
  REQUIRE(survey.candidate);
  const auto& files = survey.candidate->tree.files;
  REQUIRE(files.size() == 3);
  CHECK(files[0].path == "PULP_MANIFEST");
  CHECK(files[1].path == "a.yar");
  CHECK(files[2].path == "b.yar");
  for (const auto& file : files) {
    CHECK(file.role == relay::store::Role::Pointer);
    CHECK(file.modified == day(3));
    CHECK(a.store.intact(file.digest));
  }
  CHECK(survey.candidate->evidence == policy::Evidence::TransportOnly);
  CHECK(survey.candidate->evidence_detail ==
        "PULP_MANIFEST is not signed: only the TLS connection vouches for it");
  CHECK(a.vendor.net.asked ==
        std::vector{kManifest, FilesVendor::url("a.yar"), FilesVendor::url("b.yar"), kManifest});
}

TEST_CASE("the manifest's own number grows with every release", "[feed][files]") {
  ASurvey a;
  const auto first = a.run().candidate.value().parts.at(0);
  CHECK(first.part == "manifest");
  CHECK(first.version == 1);
  CHECK(first.digest == relay::crypto::sha256(a.vendor.net.files[kManifest]));
  a.known.parts["manifest"] = first;
  CHECK(a.run().candidate.value().parts.at(0).version == 2);
}

TEST_CASE("a file that is in the store already is not fetched again", "[feed][files]") {
  ASurvey a;
  a.store.put("rule a");
  CHECK(a.run().candidate);
  CHECK(a.vendor.net.asked == std::vector{kManifest, FilesVendor::url("b.yar"), kManifest});
}

TEST_CASE("two names for the same bytes are fetched once", "[feed][files]") {
  ASurvey a;
  a.vendor.publish({{"a.yar", "rule"}, {"b.yar", "rule"}});
  CHECK(a.run().candidate.value().tree.files.size() == 3);
  CHECK(a.vendor.net.asked == std::vector{kManifest, FilesVendor::url("a.yar"), kManifest});
}

TEST_CASE("a file name is escaped on its way to the vendor", "[feed][files]") {
  ASurvey a;
  a.vendor.publish({{"d/x y%+~#?ä.yar", "rule"}});
  a.vendor.net.files[FilesVendor::url("d/x%20y%25%2B~%23%3F%C3%A4.yar")] = "rule";
  CHECK(a.run().candidate.value().tree.find("d/x y%+~#?ä.yar") != nullptr);
}

TEST_CASE("a file with other bytes than the manifest says is refused", "[feed][files]") {
  ASurvey a;
  a.vendor.net.files[FilesVendor::url("b.yar")] = "rule B";
  const Fault fault = a.fault();
  CHECK(fault.kind == Fault::Kind::Refused);
  CHECK(fault.what == "b.yar: its SHA-256 is " + relay::crypto::sha256("rule B").hex() +
                          ", PULP_MANIFEST says " + relay::crypto::sha256("rule b").hex());
  CHECK_FALSE(a.store.has(relay::crypto::sha256("rule B"), 6));
}

TEST_CASE("a file that is shorter or longer than the manifest says is refused", "[feed][files]") {
  ASurvey a;
  a.vendor.net.files[FilesVendor::url("b.yar")] = "rule";
  CHECK(a.fault().what == "b.yar: 4 bytes came, PULP_MANIFEST says 6");
  a.vendor.net.files[FilesVendor::url("b.yar")] = "rule b and more";
  const Fault fault = a.fault();
  CHECK(fault.kind == Fault::Kind::Refused);
  CHECK_THAT(fault.what, Catch::StartsWith(FilesVendor::url("b.yar")));
}

TEST_CASE("a manifest that makes no sense is refused with its line", "[feed][files]") {
  ASurvey a;
  a.vendor.net.files[kManifest] += "<html>\n";
  const Fault fault = a.fault();
  CHECK(fault.kind == Fault::Kind::Refused);
  CHECK(fault.what == "PULP_MANIFEST:3: expected name,sha256,size, found '<html>'");
  CHECK(a.vendor.net.asked.size() == 1);
}

TEST_CASE("a manifest or a file that is not there is no release", "[feed][files]") {
  ASurvey a;
  a.vendor.net.files.erase(FilesVendor::url("b.yar"));
  CHECK(a.fault().kind == Fault::Kind::Missing);
  a.vendor.net.files.erase(kManifest);
  CHECK(a.fault().kind == Fault::Kind::Missing);
}

TEST_CASE("a vendor that changes in the middle is asked again later and not quarantined",
          "[feed][files]") {
  ASurvey a;
  const auto moves_on = GENERATE(values<const char*>({"rule b", "rule b, better", "rule B"}));
  a.vendor.net.scripts[FilesVendor::url("b.yar")] = [&](const auto& ask, auto& sink) {
    a.vendor.net.files[kManifest] = tests::manifest_of({{"b.yar", "rule b, better"}});
    return ScriptedFetcher::serve(moves_on, ask, sink);
  };
  const Fault fault = a.fault();
  CHECK(fault.kind == Fault::Kind::Unreachable);
  CHECK(fault.what ==
        "https://acme.example/feed/PULP_MANIFEST: it changed while its files were fetched; "
        "nothing was taken");
}

TEST_CASE("a file that is gone because the manifest changed is no missing file", "[feed][files]") {
  ASurvey a;
  a.vendor.net.scripts[FilesVendor::url("a.yar")] = [&](const auto& ask, auto& sink) {
    a.vendor.publish({{"c.yar", "rule c"}});
    return ScriptedFetcher::serve("rule a", ask, sink);
  };
  CHECK(a.fault().kind == Fault::Kind::Unreachable);
}

TEST_CASE("what a release needs is known before anything is downloaded", "[feed][files]") {
  ASurvey a;
  a.room = 12;
  CHECK(a.run().candidate);
  ASurvey b;
  b.room = 11;
  const Fault fault = b.fault();
  CHECK(fault.kind == Fault::Kind::DiskFull);
  CHECK_THAT(fault.what, Catch::Contains("this release needs 12 bytes"));
  CHECK(b.vendor.net.asked.size() == 1);
}

TEST_CASE("credentials in an upstream's address stay out of sentences", "[feed][files]") {
  ASurvey a;
  const std::string upstream = "https://relay:secret@acme.example/feed";
  a.vendor.net.files[upstream + "/PULP_MANIFEST"] = tests::manifest_of({{"a.yar", "rule a"}});
  a.vendor.net.scripts[upstream + "/a.yar"] = [&](const auto& ask, auto& sink) {
    a.vendor.net.files[upstream + "/PULP_MANIFEST"] += "\n";
    return ScriptedFetcher::serve("rule a", ask, sink);
  };
  const Survey survey = a.of(a.vendor.net, upstream + "/");
  REQUIRE(survey.faults.size() == 1);
  CHECK_THAT(survey.faults[0].what, !Catch::Contains("secret"));
}

TEST_CASE("a folder that somebody carried here is read and never changed", "[feed][files]") {
  ASurvey a;
  const auto usb = a.folder / "usb";
  const tests::Folder content{{"sub/a b.yar", "rule a"}, {"b.yar", "rule b"}};
  for (const auto& [name, bytes] : content) tests::write_file(usb / name, bytes);
  tests::write_file(usb / "PULP_MANIFEST", tests::manifest_of(content));
  const auto listing = [&] {
    std::set<std::pair<std::string, std::filesystem::file_time_type>> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{usb}) {
      found.emplace(entry.path().string(), entry.last_write_time());
    }
    return found;
  };
  const auto before = listing();

  relay::net::FolderFetcher net{{usb}};
  const Survey survey = a.of(net, "file://" + usb.string());
  REQUIRE(survey.candidate);
  CHECK(survey.candidate->evidence_detail ==
        "PULP_MANIFEST is not signed: it is trusted as the folder is");
  CHECK(a.store.read(survey.candidate->tree.find("sub/a b.yar")->digest, 100) == "rule a");
  CHECK(listing() == before);
  for (const auto& [name, bytes] : content) CHECK(tests::read_file(usb / name) == bytes);
}
