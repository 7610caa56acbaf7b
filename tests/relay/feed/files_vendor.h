#pragma once

#include <map>
#include <string>

#include "relay/crypto/sha256.h"
#include "tests/support/scripted_fetcher.h"

namespace tests {

using Folder = std::map<std::string, std::string>;  ///< Name → bytes.

inline std::string manifest_of(const Folder& folder) {
  std::string text;
  for (const auto& [name, bytes] : folder) {
    text +=
        name + "," + relay::crypto::sha256(bytes).hex() + "," + std::to_string(bytes.size()) + "\n";
  }
  return text;
}

/// A vendor of kind `files` at https://acme.example/feed.
struct FilesVendor {
  static constexpr const char* kUpstream = "https://acme.example/feed";
  static std::string url(const std::string& name) { return std::string{kUpstream} + "/" + name; }

  ScriptedFetcher net{};

  /// From now on this, and nothing else.
  void publish(const Folder& folder) {
    net.files.clear();
    for (const auto& [name, bytes] : folder) net.files[url(name)] = bytes;
    net.files[url("PULP_MANIFEST")] = manifest_of(folder);
  }
  /// Every question gets this refusal, until recover().
  void fail(const relay::net::Unreachable& why) {
    for (const auto& file : net.files) {
      net.scripts[file.first] = [why](const auto&, auto&) -> ScriptedFetcher::Reply {
        return policy::Refused{why};
      };
    }
  }
  void recover() { net.scripts.clear(); }
};

}  // namespace tests
