#include "relay/app/cli/endpoint_files.h"

#include <algorithm>
#include <array>

#include "policy/require.h"

namespace relay::app::cli {
namespace {

constexpr std::array kAll{Shows::Address, Shows::Token, Shows::Certificate};
constexpr std::array kNoToken{Shows::Address, Shows::Certificate};
constexpr std::array kNoCertificate{Shows::Address, Shows::Token};
constexpr std::array kAddress{Shows::Address};

constexpr std::array kClients{EndpointClient{"freshclam", "clamav", kNoToken},
                              EndpointClient{"apt", "", kAll}, EndpointClient{"dnf", "", kAll},
                              EndpointClient{"suricata-update", "suricata", kNoCertificate},
                              EndpointClient{"defender", "defender", kAddress}};

std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

bool takes(std::string_view& line, std::string_view word) {
  if (!line.starts_with(word)) return false;
  line.remove_prefix(word.size());
  return true;
}

/// Whether the words at a line's beginning hold; they are taken from it.
bool holds(std::string_view& line, const Filling& with) {
  bool held = true;
  for (;;) {
    if (takes(line, "%token ")) {
      held = held && with.shows == Shows::Token;
    } else if (takes(line, "%certificate ")) {
      held = held && with.shows == Shows::Certificate;
    } else if (takes(line, "%authority ")) {
      held = held && with.shows != Shows::Address && with.values.contains("authority");
    } else {
      return held;
    }
  }
}

std::string filled(std::string_view line, const Filling& with) {
  std::string out;
  for (auto at = line.find("{{"); at != std::string_view::npos; at = line.find("{{")) {
    const auto end = line.find("}}", at);
    policy::require(end != std::string_view::npos, "a name in a template ends");
    const auto value = with.values.find(line.substr(at + 2, end - at - 2));
    policy::require(value != with.values.end(), "a name in a template has a value");
    out += std::string{line.substr(0, at)} + value->second;
    line.remove_prefix(end + 2);
  }
  return out + std::string{line} + "\n";
}

}  // namespace

std::span<const EndpointClient> endpoint_clients() {
  return kClients;
}

std::vector<EndpointFile> fill(std::string_view text, const Filling& with) {
  std::vector<EndpointFile> files;
  bool wanted = false;
  while (!text.empty()) {
    std::string_view line = take_line(text);
    const bool held = holds(line, with);
    if (takes(line, "%file ")) {
      wanted = held;
      if (wanted) files.push_back({.path = filled(line, with)});
      if (wanted) files.back().path.pop_back();  // Its line end.
    } else if (wanted && held) {
      files.back().text += filled(line, with);
    }
  }
  return files;
}

}  // namespace relay::app::cli
