#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "relay/app/cli/command.h"

/// The command line against a relay that a test writes.
namespace tests::cli {

using relay::app::cli::Ask;
using relay::app::cli::Command;
using relay::app::cli::Doing;
using relay::app::cli::Ended;
using relay::app::cli::Reply;
using Arguments = std::vector<std::string_view>;

/// Why the arguments are misused.
inline std::string refusal(const Arguments& arguments) {
  const auto command = relay::app::cli::parse(arguments);
  return command ? "accepted" : command.error();
}

struct ARelay {
  std::map<std::string, Reply> replies{};  ///< Of "GET /api/v1/status"; anything else is a 404.
  std::vector<Ask> asked{};
  std::map<std::string, std::string> files{};  ///< Any other cannot be read.

  Ended run(const Arguments& arguments) {
    const auto command = relay::app::cli::parse(arguments);
    if (!command) FAIL(command.error());
    const auto* const doing = std::get_if<Doing>(&command->what);
    if (doing == nullptr) FAIL("not a call of the API");
    const relay::app::cli::Caller call = [this](const Ask& ask) { return answer(ask); };
    const auto read = [this](const std::string& file) { return text_of(file); };
    const auto write = [this](const std::string& file, std::string_view bytes) {
      const bool is_new = files.try_emplace(file, bytes).second;
      return is_new ? std::nullopt : std::optional{file + " is there already"};
    };
    return (*doing)({.call = call, .json = command->json, .read = read, .write = write});
  }
  policy::Result<std::string, std::string> text_of(const std::string& file) const {
    const auto found = files.find(file);
    if (found == files.end()) return policy::Refused{file + ": cannot be read"};
    return found->second;
  }
  policy::Result<Reply, std::string> answer(const Ask& ask) {
    asked.push_back(ask);
    const auto reply = replies.find(ask.method + " " + ask.path);
    if (reply != replies.end()) return reply->second;
    return Reply{404, R"({"detail": "there is nothing at this path"})"};
  }
};

/// The one call that a command makes: "POST /api/v1/feeds/clamav/hold {…}"
inline std::string call_of(const Arguments& arguments) {
  ARelay relay;
  relay.run(arguments);
  if (relay.asked.size() != 1) return std::to_string(relay.asked.size()) + " calls";
  const Ask& ask = relay.asked.front();
  return ask.method + " " + ask.path + (ask.body.empty() ? "" : " " + ask.body);
}

}  // namespace tests::cli
