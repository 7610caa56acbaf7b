#pragma once

#include <memory>
#include <string>
#include <utility>

#include "relay/rollout/world.h"
#include "relay/store/store.h"
#include "tests/support/day.h"
#include "tests/support/temp_folder.h"

namespace tests {

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
/// says which.
struct AWorld {
  TempFolder folder;
  relay::store::Store store{folder / "store"};
  relay::rollout::World world;

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
    world.publications[{group(name), clamav()}] = publication(table.done());
  }
};

}  // namespace tests
