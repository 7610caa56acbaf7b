#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "relay/serve/serve.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_folder.h"

namespace tests {

/// Callers: of two groups, and of none.
inline constexpr const char* kPilot = "10.1.0.9";
inline constexpr const char* kOffice = "10.2.0.9";
inline constexpr const char* kStranger = "192.0.2.1";

inline policy::FeedId clamav() {
  return *policy::FeedId::parse("clamav");
}
inline policy::GroupId group(const char* name) {
  return *policy::GroupId::parse(name);
}

/// A release's table that a test writes file by file.
class ATable {
 public:
  ATable(std::uint64_t number, relay::store::Store& store) : store_{store} {
    table_.release = {number};
  }

  ATable& file(relay::store::Role role, const std::string& path, const std::string& bytes) {
    const auto blob = store_.put(bytes);
    table_.newest = day(1);
    table_.files[path] = {
        .path = path, .digest = blob.digest, .size = blob.size, .role = role, .modified = day(1)};
    if (role != relay::store::Role::Immutable) {
      table_.changing.insert(std::ranges::lower_bound(table_.changing, path), path);
    }
    return *this;
  }
  relay::store::File& at(const std::string& path) { return table_.files.at(path); }
  /// Of all files; this one is older than the release.
  ATable& old(const std::string& path) {
    at(path).modified = day(0);
    return *this;
  }
  ATable& gap(relay::store::Gap gap) {
    table_.gaps.push_back(std::move(gap));
    return *this;
  }
  relay::rollout::TablePtr done() const {
    return std::make_shared<const relay::rollout::Table>(table_);
  }

 private:
  relay::store::Store& store_;
  relay::rollout::Table table_{};
};

/// A group that has one release, for everybody, since day(2).
inline relay::rollout::Publication publication(const relay::rollout::TablePtr& table) {
  return {.open = {{.release = table->release, .since = day(2)}},
          .tables = {{table->release, table}},
          .since = {{table->release, day(2)}}};
}

/// pilot (10.1.0.0/16) has release 2, office (10.0.0.0/8) and default have release 1; daily.cvd
/// says which. Each change of it is another World.
struct AWorld {
  TempFolder folder;
  relay::store::Store store{folder / "store"};
  relay::rollout::World world;
  ManualClock clock{day(3)};
  mutable relay::serve::Leases leases{clock, 512};

  AWorld() {
    world.groups = {{.id = group("pilot"), .addresses = {*policy::Network::parse("10.1.0.0/16")}},
                    {.id = group("office"), .addresses = {*policy::Network::parse("10.0.0.0/8")}},
                    {.id = group("default")}};
    set("pilot", 2);
    set("office", 1);
    set("default", 1);
  }

  void set(const char* name, std::uint64_t release) {
    ATable table{release, store};
    table.file(relay::store::Role::Pointer, "daily.cvd",
               "daily of release " + std::to_string(release));
    publish(name, publication(table.done()));
  }
  void publish(const char* name, relay::rollout::Publication publication) {
    world.publications[{group(name), clamav()}] = std::move(publication);
    ++world.number;
  }

  /// As a loop of a door that has this World says, written out.
  relay::http::Response answer(const relay::http::Request& request,
                               relay::ledger::Queue* heard = nullptr) const {
    const relay::serve::Worlds worlds{std::make_shared<const relay::rollout::World>(world)};
    relay::serve::LoopWorld loop{worlds};
    return relay::http::plain(relay::serve::answer(loop, {store, leases, heard}, request));
  }
};

}  // namespace tests
