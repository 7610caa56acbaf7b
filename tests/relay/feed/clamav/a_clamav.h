#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "relay/feed/clamav/clamav_feed.h"
#include "relay/store/store.h"
#include "tests/support/clamav_vendor.h"
#include "tests/support/day.h"
#include "tests/support/scripted_fetcher.h"
#include "tests/support/temp_folder.h"

namespace tests {

/// A vendor with databases at https://clamav.example, and a relay that surveys it. What is said of
/// a test is what differs from: main 62 and daily 27500 of day 0, no patches, no detached
/// signatures.
class AClamav {
 public:
  using Fault = relay::feed::Fault;
  using Survey = relay::feed::Survey;

  AClamav() {
    settings.upstreams = {"https://clamav.example"};
    settings.databases = {"main", "daily"};
    settings.keys = vendor.keys();
    settings.roots.add(vendor.root());
    publish("main", 62, day(0));
    publish("daily", 27'500, day(0));
  }

  std::string& file(const std::string& name) {
    return fetcher.files["https://clamav.example/" + name];
  }
  void withdraw(const std::string& name) { fetcher.files.erase("https://clamav.example/" + name); }
  void publish(const std::string& name, std::uint64_t version, policy::Instant stime) {
    file(name + ".cvd") = vendor.cvd(name, version, stime);
  }
  void publish_patch(const std::string& name, std::uint64_t version) {
    file(name + "-" + std::to_string(version) + ".cdiff") = vendor.cdiff(name, version);
  }
  /// The detached signature of what is published as `path`, under the name `path` or another.
  void publish_sign(const std::string& path, const std::string& as = "") {
    const std::string signed_bytes = file(path);
    file((as.empty() ? path : as) + ".sign") = vendor.sign(signed_bytes);
  }

  Survey survey(policy::Instant now = day(1), std::uint64_t room = 1'000'000'000) {
    fetcher.asked.clear();
    relay::feed::clamav::ClamavFeed feed{settings};
    relay::feed::Visit visit{
        .fetcher = fetcher, .store = store, .known = known, .now = now, .room = room};
    return feed.survey(visit);
  }

  /// Surveys, and takes what comes of it as the newest release.
  Survey take(policy::Instant now = day(1)) {
    Survey found = survey(now);
    REQUIRE(found.candidate.has_value());
    accept(*found.candidate, now);
    return found;
  }
  void accept(const relay::feed::Candidate& candidate, policy::Instant now) {
    known.newest = candidate.tree;
    known.release = relay::catalog::ReleaseRow{
        .feed = *policy::FeedId::parse("clamav"),
        .release = {.sequence = {1},
                    .version = candidate.version,
                    .tree = store.put(relay::store::render(candidate.tree)).digest,
                    .first_seen = now}};
    for (const auto& part : candidate.parts) known.parts[part.part] = part;
  }

  bool asked(const std::string& name) const {
    return std::ranges::count(fetcher.asked, "https://clamav.example/" + name) > 0;
  }
  std::string stored(const relay::store::Tree& tree, const std::string& path) const {
    const auto* const found = tree.find(path);
    if (found == nullptr) return "not in the tree";
    return store.read(found->digest, 1'000'000).value_or("not in the store");
  }

  TempFolder folder;
  relay::store::Store store{folder / "store"};
  ScriptedFetcher fetcher;
  relay::feed::Known known;
  ClamavVendor vendor;
  relay::feed::clamav::Settings settings;
};

/// "refused daily 27500: its …", one a line.
inline std::string show(const std::vector<relay::feed::Fault>& faults) {
  using Kind = relay::feed::Fault::Kind;
  std::string text;
  for (const auto& fault : faults) {
    if (!text.empty()) text += "\n";
    text += fault.kind == Kind::Refused    ? "refused "
            : fault.kind == Kind::DiskFull ? "disk full "
            : fault.kind == Kind::Missing  ? "missing "
                                           : "unreachable ";
    text += fault.part + (fault.version.empty() ? "" : " " + fault.version) + ": " + fault.what;
  }
  return text;
}

}  // namespace tests
