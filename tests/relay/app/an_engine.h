#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "relay/app/engine.h"
#include "relay/crypto/sha256.h"
#include "tests/support/manual_clock.h"
#include "tests/support/scripted_fetcher.h"
#include "tests/support/temp_folder.h"

namespace tests {

/// A policy of one feed of files, `acme`, whose only group gets each release after `soak`.
inline std::string policy_text(const std::string& soak = "0m", const std::string& feed = "acme") {
  return "feeds:\n  " + feed +
         ": { kind: files, upstream: [\"https://acme.example\"], class: software, every: 1h }\n"
         "groups:\n  - name: default\n"
         "paths:\n  - name: software\n    for: { class: software }\n    stages:\n"
         "      - groups: [default]\n        soak: " +
         soak + "\n";
}

/// `file`: the policy file that holds the text, if one does.
inline relay::app::LoadedPolicy loaded(const std::string& text, const std::string& file = "") {
  auto loaded = relay::app::load_policy("policy.yaml", text);
  if (!loaded) throw std::runtime_error{loaded.error().report};
  loaded->file = file;
  return std::move(*loaded);
}

/// An engine on a data folder of its own, with a script for a vendor.
struct AnEngine {
  TempFolder folder;
  ManualClock clock;
  ScriptedFetcher vendor;
  relay::io::Log log{clock, relay::io::Level::Debug, folder / "log"};
  int turned = 0;
  bool single_person = true;
  relay::rollout::WorldPtr world{};
  std::unique_ptr<relay::app::Engine> engine{};

  AnEngine() { std::filesystem::create_directories(data()); }

  std::filesystem::path data() const { return folder / "data"; }
  std::string logged() const { return read_file(folder / "log"); }
  static policy::FeedId acme() { return *policy::FeedId::parse("acme"); }

  /// The process begins, or ends in whatever way and begins again.
  void start(const std::string& text, const std::string& file = "") {
    engine.reset();
    world.reset();
    engine = std::make_unique<relay::app::Engine>(
        relay::app::Engine::Settings{.data = data(),
                                     .keep_free = 1,
                                     .single_person = [this] { return single_person; },
                                     .turned = [this] { ++turned; }},
        clock, vendor, log, [this](relay::rollout::WorldPtr next) { world = std::move(next); });
    const auto revised = revise(text, file);
    if (!revised) throw std::runtime_error{revised.error()};
  }
  policy::Result<policy::Done, std::string> revise(const std::string& text,
                                                   const std::string& file = "") {
    return engine->revise(loaded(text, file), {.at = clock.now(), .actor = "ann"});
  }
  void vendor_has(const std::string& name, const std::string& bytes) {
    const std::string url = "https://acme.example/";
    vendor.files = {{url + name, bytes},
                    {url + "PULP_MANIFEST", name + "," + relay::crypto::sha256(bytes).hex() + "," +
                                                std::to_string(bytes.size()) + "\n"}};
  }
  /// The number of the release that the group is served, 0 for none.
  std::uint64_t served() const {
    const auto& open = world->publications.at({*policy::GroupId::parse("default"), acme()}).open;
    return open.empty() ? 0 : static_cast<std::uint64_t>(open.front().release.number);
  }
};

}  // namespace tests
