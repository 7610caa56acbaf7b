#pragma once

#include <string>
#include <vector>

#include "relay/catalog/revisions.h"
#include "relay/catalog/schema.h"
#include "relay/rollout/acts.h"
#include "relay/rollout/rollout.h"
#include "relay/rollout/view.h"
#include "tests/policy/a_question.h"
#include "tests/support/temp_folder.h"

/// A catalog in memory, a real store, and a policy: clamav travels pilot, then office after four
/// hours' bake and one approval. Time is what the test says.
namespace tests {

inline policy::Document two_stages() {
  using namespace std::chrono_literals;
  policy::Document document;
  document.feeds = {{feed("clamav"), policy::ContentClass::Intelligence}};
  document.groups = {{group("pilot")}, {group("office")}, {group("default")}};
  document.paths = {{.name = "intelligence",
                     .classes = {policy::ContentClass::Intelligence},
                     .stages = {{.groups = {group("pilot")}},
                                {.groups = {group("office"), group("default")},
                                 .gate = policy::Gate{.bake = 4h},
                                 .approve = {{.role = "release-manager"}}}}}};
  return document;
}

struct ARelay {
  TempFolder folder;
  relay::store::Store store{folder / "store"};
  relay::db::Database state{":memory:", relay::catalog::migrations()};
  relay::rollout::Revision revision{.number = 1, .document = two_stages()};
  policy::Instant now = day(1);
  relay::rollout::WorldPtr world;
  std::size_t published = 0;
  relay::rollout::Rollout rollout{state, store, [this](relay::rollout::WorldPtr made) {
                                    world = std::move(made);
                                    ++published;
                                  }};

  ARelay() {
    state.write([this](relay::db::Transaction& tx) {
      relay::catalog::revise(tx, "the policy", digest(1), {.at = now});
    });
  }

  /// A verified release with one pointer and one immutable file of its own, made of its name or of
  /// what is given.
  policy::Sequence accept(const std::string& name, const std::string& content = "") {
    const auto file = [&](const std::string& path, relay::store::Role role) {
      const auto blob = store.put(path + " of " + (content.empty() ? name : content));
      return relay::store::File{
          .path = path, .digest = blob.digest, .size = blob.size, .role = role, .modified = now};
    };
    relay::store::Tree tree;
    tree.files = {file("daily-" + name + ".cdiff", relay::store::Role::Immutable),
                  file("daily.cvd", relay::store::Role::Pointer)};
    const relay::catalog::NewRelease release{.feed = feed("clamav"),
                                             .version = version(name),
                                             .tree = store.put(relay::store::render(tree)).digest,
                                             .content = policy::ContentClass::Intelligence};
    return state.write([&](relay::db::Transaction& tx) {
      return relay::catalog::accept(tx, release, {.at = now});
    });
  }

  /// The policy as it was changed comes into force.
  void revise() {
    state.write([this](relay::db::Transaction& tx) {
      revision.number = relay::catalog::revise(
          tx, "the policy, changed " + std::to_string(revision.number), digest(2), {.at = now});
    });
  }
  policy::Stage& office() { return revision.document.paths[0].stages[1]; }

  relay::rollout::Rollout::Turned turn() { return rollout.turn(revision, std::nullopt, now); }

  relay::catalog::Deed deed(const std::string& person = "ann") const {
    return {.at = now, .actor = person, .reason = "because"};
  }
  relay::rollout::Named named(std::vector<std::string> groups, std::string version = "") const {
    return {.feed = "clamav", .groups = std::move(groups), .version = std::move(version)};
  }
  /// Does an act and turns; what it said, or "no: " and why not.
  template <class Act>
  std::string act(Act what) {
    const auto outcome = state.write([&](relay::db::Transaction& tx) { return what(tx); });
    turn();
    return outcome ? *outcome : "no: " + outcome.error().what;
  }
  std::string adopt(std::vector<std::string> groups, std::string version = "") {
    return act([&](auto& tx) {
      return relay::rollout::adopt(tx, revision, named(std::move(groups), std::move(version)),
                                   deed());
    });
  }
  std::string approve(std::vector<std::string> groups, std::string version = "",
                      const std::string& person = "ann") {
    return act([&](auto& tx) {
      return relay::rollout::approve(tx, revision, named(std::move(groups), std::move(version)), {},
                                     deed(person));
    });
  }
  /// Does an act on a version for groups: `relay.on(pause, {"office"}, "4")`.
  template <class Act, class... More>
  std::string on(Act what, std::vector<std::string> groups, std::string version,
                 const More&... more) {
    return by("ann", what, std::move(groups), std::move(version), more...);
  }
  template <class Act, class... More>
  std::string by(const char* person, Act what, std::vector<std::string> groups, std::string version,
                 const More&... more) {
    return act([&](auto& tx) {
      return what(tx, revision, named(std::move(groups), std::move(version)), more...,
                  deed(person));
    });
  }
  std::string say(relay::catalog::ActKind kind, std::vector<std::string> groups,
                  std::string version = "") {
    return act([&](auto& tx) {
      return relay::rollout::say(tx, revision, kind, named(std::move(groups), std::move(version)),
                                 deed());
    });
  }
  std::string lift(relay::catalog::ActKind kind, std::vector<std::string> groups,
                   std::string version = "") {
    return act([&](auto& tx) {
      return relay::rollout::lift(tx, revision, kind, named(std::move(groups), std::move(version)),
                                  deed());
    });
  }

  const relay::rollout::Publication& publication(const char* of) const {
    return world->publications.at({group(of), feed("clamav")});
  }
  /// The version that a group is served; "nothing" when there is none.
  std::string served(const char* of) const {
    const auto& open = publication(of).open;
    return open.empty() ? "nothing" : publication(of).tables.at(open.front().release)->version;
  }
  /// The version that one device of a group is given.
  std::string given(const char* of, policy::Place device) const {
    const auto chosen = policy::choose(publication(of).open, device);
    return chosen ? publication(of).tables.at(*chosen)->version : "nothing";
  }
  /// How many of a thousand devices are given a version.
  std::size_t share(const char* of, const std::string& of_version) const {
    std::size_t found = 0;
    for (std::uint64_t device = 0; device < 1'000; ++device) {
      if (given(of, {device * 0x9e3779b97f4a7c15U}) == of_version) ++found;
    }
    return found;
  }
  relay::rollout::View view(const char* of) {
    const policy::Moment moment{.now = now, .single_person = revision.single_person};
    return state.read([&](relay::db::Connection& db) {
      return relay::rollout::view(db, revision, feed("clamav"), group(of), moment);
    });
  }
  /// Why the newest release is not offered to a group.
  std::string why(const char* of) {
    const auto seen = view(of);
    return seen.plan.withheld.empty() ? std::string{}
                                      : policy::sentences(seen.plan.withheld.front().reasons);
  }
  /// The newest audit row: "ann: paused: clamav 4 → office: because".
  std::string last_deed() {
    const auto rows = audit();
    return rows[0].actor + ": " + rows[0].action + ": " + rows[0].subject + ": " + rows[0].detail;
  }
  /// The newest audit row with this action; empty when there is none.
  std::string last_deed(const std::string& action) {
    for (const auto& row : audit()) {
      if (row.action == action) return row.actor + ": " + row.subject + ": " + row.detail;
    }
    return {};
  }
  std::vector<relay::catalog::AuditRow> audit() {
    return state.read(
        [](relay::db::Connection& db) { return relay::catalog::audit_rows(db, 0, 100); });
  }
};

}  // namespace tests
