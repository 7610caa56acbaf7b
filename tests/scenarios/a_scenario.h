#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "relay/app/engine.h"
#include "relay/crypto/sha256.h"
#include "relay/rollout/acts.h"
#include "relay/rollout/view.h"
#include "relay/serve/serve.h"
#include "tests/support/manual_clock.h"
#include "tests/support/scripted_fetcher.h"
#include "tests/support/temp_folder.h"

/// A whole relay without threads and doors: the vendor is a script, time is ours, days pass in
/// milliseconds.
namespace tests {

class AScenario {
 public:
  explicit AScenario(const std::string& groups_and_paths) : rules_{groups_and_paths} { start(); }

  ManualClock clock;
  ScriptedFetcher vendor;

  /// The vendor's folder now holds exactly this file.
  void vendor_has(const std::string& name, const std::string& bytes) {
    vendor.files = {{url(name), bytes},
                    {url("PULP_MANIFEST"), name + "," + relay::crypto::sha256(bytes).hex() + "," +
                                               std::to_string(bytes.size()) + "\n"}};
  }
  /// Asks the vendor, as its thread would.
  relay::feed::Round sync() { return engine().round(feed()); }
  /// Time passes hour by hour; the relay turns whenever it said that it must, as its thread would.
  void pass(policy::Span span) {
    const auto end = clock.now() + span;
    for (auto next = engine().turn(); next && *next <= end; next = engine().turn()) {
      clock.advance(*next - clock.now());
    }
    clock.advance(end - clock.now());
    engine().turn();
  }
  /// The process ends in whatever way, and starts again on the same data.
  void restart() {
    engine_.reset();
    start();
  }

  /// The process ends, and somebody writes over what it knew of devices.
  void break_ledger() {
    engine_.reset();
    write_file(folder_ / "ledger.db", "a letter to nobody");
  }

  /// What a device of the group gets for a path: the body, or the status when it is not 200.
  /// `device` tells devices of a named group apart.
  std::string get(const std::string& group, const std::string& path, unsigned device = 1) const {
    relay::http::Request request;
    // Nobody is in `default` by address: it is who is in no other group.
    const bool unknown = group == "default";
    request.path = (unknown ? "/acme/" : "/g/" + group + "/acme/") + path;
    request.target = request.path;
    const std::string number =
        "127.0." + std::to_string(device / 256) + "." + std::to_string(device % 256);
    request.peer = *policy::Address::parse(unknown ? "192.0.2.1" : number);
    request.now = clock.now();
    const relay::serve::Worlds worlds{world_};
    relay::serve::LoopWorld loop{worlds};
    const auto response = relay::http::plain(relay::serve::answer(
        loop, {engine_->store(), *leases_, &engine_->ledger().queue(0)}, request));
    if (response.delivered) response.delivered({response.status, true});
    if (response.status != 200) return std::to_string(response.status);
    if (const auto* text = std::get_if<std::string>(&response.body)) return *text;
    return read_file(std::get<relay::http::FileBody>(response.body).path);
  }
  /// How many of a thousand devices of a named group get this body.
  unsigned share(const std::string& group, const std::string& path, const std::string& body) const {
    unsigned found = 0;
    for (unsigned device = 0; device < 1'000; ++device) {
      if (get(group, path, device) == body) ++found;
    }
    return found;
  }
  /// Why the newest release is not offered to a group; empty when it is.
  std::string why(const std::string& group) {
    const policy::Moment moment{.now = clock.now(), .clock_suspect = engine().clock_suspect()};
    return engine().state().read([&](relay::db::Connection& db) {
      const auto seen = relay::rollout::view(db, engine().revision(), feed(),
                                             *policy::GroupId::parse(group), moment);
      return seen.plan.withheld.empty() ? std::string{}
                                        : policy::sentences(seen.plan.withheld.front().reasons);
    });
  }
  std::string adopt(std::vector<std::string> groups) {
    return act(relay::rollout::adopt, std::move(groups));
  }
  std::string approve(std::vector<std::string> groups) {
    return act(
        [](relay::db::Transaction& tx, const relay::rollout::Revision& revision,
           const relay::rollout::Named& named, const relay::catalog::Deed& deed) {
          return relay::rollout::approve(tx, revision, named, {}, deed);
        },
        std::move(groups));
  }
  std::string hold() { return say(relay::rollout::say); }
  std::string lift_hold() { return say(relay::rollout::lift); }

  /// Any act of ann's on releases: `what(tx, deed)`; what it said, or "no: " and why not.
  template <class Act>
  std::string done(Act what) {
    const auto outcome =
        engine().state().write([&](relay::db::Transaction& tx) { return what(tx, deed()); });
    engine().turn();
    return outcome ? *outcome : "no: " + outcome.error().what;
  }
  /// An act on one version for groups.
  template <class Act, class... More>
  std::string on(Act what, const std::string& version, const std::vector<std::string>& groups,
                 const More&... more) {
    return done([&](relay::db::Transaction& tx, const relay::catalog::Deed& by) {
      return what(tx, engine().revision(), {.feed = "acme", .groups = groups, .version = version},
                  more..., by);
    });
  }
  /// The version's name of the vendor's n-th release.
  std::string version(std::size_t number) {
    return engine().state().read([&](relay::db::Connection& db) {
      return relay::catalog::releases(db, feed()).at(number - 1).release.version.text();
    });
  }

  relay::app::Engine& engine() { return *engine_; }
  static policy::FeedId feed() { return *policy::FeedId::parse("acme"); }
  static std::string url(const std::string& name) { return "https://acme.example/" + name; }

 private:
  void start() {
    leases_ = std::make_unique<relay::serve::Leases>(clock, 512);
    engine_ = std::make_unique<relay::app::Engine>(
        relay::app::Engine::Settings{.data = folder_.path(), .keep_free = 1}, clock, vendor, log_,
        [this](relay::rollout::WorldPtr world) { world_ = std::move(world); });
    const auto loaded = relay::app::load_policy(
        "policy.yaml",
        "feeds:\n  acme: { kind: files, upstream: [\"https://acme.example\"], class: software,"
        " every: 1h }\n" +
            rules_);
    if (!loaded) throw std::runtime_error{loaded.error().report};
    const auto revised = engine_->revise(*loaded, {.at = clock.now(), .actor = "ann"});
    if (!revised) throw std::runtime_error{revised.error()};
  }

  template <class Act>
  std::string act(Act what, std::vector<std::string> groups) {
    return on(what, "", groups);
  }
  template <class Act>
  std::string say(Act what) {
    return done([&](relay::db::Transaction& tx, const relay::catalog::Deed& by) {
      return what(tx, engine().revision(), relay::catalog::ActKind::Hold, {.feed = "acme"}, by);
    });
  }
  relay::catalog::Deed deed() const {
    return {.at = clock.now(), .actor = "ann", .reason = "as agreed"};
  }

  const std::string rules_;
  TempFolder folder_;
  relay::io::Log log_{clock, relay::io::Level::Error};
  relay::rollout::WorldPtr world_;
  std::unique_ptr<relay::serve::Leases> leases_;
  std::unique_ptr<relay::app::Engine> engine_;
};

}  // namespace tests
